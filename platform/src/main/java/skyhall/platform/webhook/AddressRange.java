package skyhall.platform.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// A range of addresses such as `10.0.0.0/8` or `fd00::/8`.
record AddressRange(InetAddress base, int bits) {
    /// @throws IllegalArgumentException when the text is no literal address with an optional length
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!address.matches("[0-9a-fA-F:.]+") || address.matches("[0-9a-fA-F]+")) {
            throw new IllegalArgumentException("not an address range: " + text);
        }
        try {
            InetAddress base = InetAddress.getByName(address);
            int most = base.getAddress().length * 8;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException("not an address range: " + text);
            }
            return new AddressRange(base, bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address range: " + text, e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] ours = base.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}

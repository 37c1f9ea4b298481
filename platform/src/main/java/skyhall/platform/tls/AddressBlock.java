package skyhall.platform.tls;

import java.net.InetAddress;
import java.util.Optional;

/// A block of IP addresses in CIDR form (RFC 4632): `10.0.0.0/8`, `fd00::/8`, or a single address.
record AddressBlock(InetAddress network, int prefixBits) {
    static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> network = IpLiteral.parse(slash < 0 ? text : text.substring(0, slash));
        if (network.isEmpty()) {
            return Optional.empty();
        }
        int width = network.get().getAddress().length * 8;
        if (slash < 0) {
            return Optional.of(new AddressBlock(network.get(), width));
        }
        String bits = text.substring(slash + 1);
        return bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= width
                ? Optional.of(new AddressBlock(network.get(), Integer.parseInt(bits)))
                : Optional.empty();
    }

    boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}

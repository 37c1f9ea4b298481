package skyhall.portal.edge;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A block of IP addresses in CIDR notation (RFC 4632): `10.0.0.0/8`, `fd00::/8`, or a single address.
public record AddressRange(InetAddress start, int prefixBits) {
    /// The range that an operator wrote.
    ///
    /// @throws IllegalArgumentException when it is none; names are not looked up
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress start = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int widthBits = start.getAddress().length * 8;
        int prefixBits = slash < 0 ? widthBits : Integer.parseInt(text.substring(slash + 1));
        if (prefixBits < 0 || prefixBits > widthBits) {
            throw new IllegalArgumentException("not an address range: " + text);
        }
        return new AddressRange(start, prefixBits);
    }

    /// The ranges in a list separated by commas; an empty text holds none.
    public static List<AddressRange> parseList(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.trim().split("\\s*,\\s*", -1))
                        .map(AddressRange::parse)
                        .toList();
    }

    /// The address that this text is, or empty when it is a name or nonsense.
    static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Whether the address lies in the range. An IPv4 address never lies in an IPv6 range.
    public boolean holds(InetAddress address) {
        byte[] ours = start.getAddress();
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

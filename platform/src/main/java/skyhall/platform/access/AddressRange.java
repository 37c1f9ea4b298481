package skyhall.platform.access;

import java.util.Optional;

/// Addresses that share their first bits, as `10.0.0.0/8` or `2001:db8::/32`; a bare address is a range of one.
record AddressRange(Address start, int prefixBits) {
    private static final int FOUR_BITS = 32;
    private static final int SIX_BITS = 128;

    /// Broader than this and AWS calls a condition on the source address no condition at all.
    /// Source: Amazon S3 User Guide, "Blocking public access": /8 for IPv4, /32 for IPv6.
    private static final int BROADEST_FOUR = 8;

    private static final int BROADEST_SIX = 32;

    /// Empty when the text is no range. Bits behind the prefix are not looked at.
    static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Address.parse(text).map(a -> new AddressRange(a, a.isFour() ? FOUR_BITS : SIX_BITS));
        }
        String network = text.substring(0, slash);
        int bits = Address.decimal(text.substring(slash + 1));
        return Address.parse(network).flatMap(address -> {
            // In ::ffff:10.0.0.0/104 the first 96 bits only say that it is IPv4.
            int prefix = address.isFour() && network.indexOf(':') >= 0 ? bits - (SIX_BITS - FOUR_BITS) : bits;
            boolean fits = prefix >= 0 && prefix <= (address.isFour() ? FOUR_BITS : SIX_BITS);
            return fits ? Optional.of(new AddressRange(address, prefix)) : Optional.empty();
        });
    }

    boolean contains(Address address) {
        if (address.isFour() != start.isFour()) {
            return false;
        }
        if (start.isFour()) {
            return sameStart(address.low() << 32, start.low() << 32, prefixBits);
        }
        return sameStart(address.high(), start.high(), Math.min(prefixBits, 64))
                && sameStart(address.low(), start.low(), Math.max(prefixBits - 64, 0));
    }

    private static boolean sameStart(long one, long other, int bits) {
        return bits == 0 || (one ^ other) >>> (64 - bits) == 0;
    }

    boolean isBroad() {
        return prefixBits < (start.isFour() ? BROADEST_FOUR : BROADEST_SIX);
    }
}

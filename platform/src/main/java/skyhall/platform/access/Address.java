package skyhall.platform.access;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// An IP address without any name service behind it.
///
/// @param high upper 64 bits of an IPv6 address; 0 for IPv4
/// @param low lower 64 bits of an IPv6 address, or the 32 bits of an IPv4 address
/// @param isFour whether it is IPv4; an IPv4 address inside IPv6 (`::ffff:10.0.0.1`) counts as IPv4, else a
///     rule against it could be walked around
record Address(long high, long low, boolean isFour) {
    private static final int GROUPS = 8;

    /// Empty when the text is no address. No zone, no brackets, no octal numbers.
    static Optional<Address> parse(String text) {
        return text.indexOf(':') < 0 ? four(text).map(bits -> new Address(0, bits, true)) : six(text);
    }

    private static Optional<Long> four(String text) {
        String[] octets = text.split("\\.", -1);
        long bits = 0;
        for (String octet : octets) {
            int value = decimal(octet);
            if (value < 0 || value > 255) {
                return Optional.empty();
            }
            bits = (bits << 8) | value;
        }
        return octets.length == 4 ? Optional.of(bits) : Optional.empty();
    }

    /// Up to three digits without leading zeros, else -1.
    static int decimal(String digits) {
        if (digits.isEmpty() || digits.length() > 3 || (digits.length() > 1 && digits.charAt(0) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    private static Optional<Address> six(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] all = groups(text, true);
            return all.length == GROUPS ? Optional.of(of(all)) : Optional.empty();
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int[] left = groups(before, false);
        int[] right = groups(after, true);
        boolean bad = (left.length == 0 && !before.isEmpty()) || (right.length == 0 && !after.isEmpty());
        if (bad || left.length + right.length >= GROUPS) {
            return Optional.empty();
        }
        int[] all = new int[GROUPS];
        System.arraycopy(left, 0, all, 0, left.length);
        System.arraycopy(right, 0, all, GROUPS - right.length, right.length);
        return Optional.of(of(all));
    }

    /// The groups of 16 bits in `text`, or none when one cannot be read. At the end of an address an IPv4
    /// address may stand for two groups.
    private static int[] groups(String text, boolean atEnd) {
        String[] words = text.split(":", -1);
        int[] groups = new int[words.length + 1];
        int count = 0;
        for (int i = 0; i < words.length; i++) {
            Optional<Long> four = atEnd && i == words.length - 1 ? four(words[i]) : Optional.empty();
            if (four.isPresent()) {
                groups[count++] = (int) (four.get() >>> 16);
                groups[count++] = (int) (four.get() & 0xffff);
            } else if (isHex(words[i])) {
                groups[count++] = Integer.parseInt(words[i], 16);
            } else {
                return new int[0];
            }
        }
        return Arrays.copyOf(groups, count);
    }

    private static boolean isHex(String word) {
        boolean hex = !word.isEmpty() && word.length() <= 4;
        for (int i = 0; i < word.length(); i++) {
            hex &= HexFormat.isHexDigit(word.charAt(i));
        }
        return hex;
    }

    private static Address of(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = (high << 16) | groups[i];
            low = (low << 16) | groups[i + 4];
        }
        boolean mapped = high == 0 && low >>> 32 == 0xffff;
        return mapped ? new Address(0, low & 0xffff_ffffL, true) : new Address(high, low, false);
    }
}

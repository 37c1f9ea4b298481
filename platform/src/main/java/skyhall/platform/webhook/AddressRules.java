package skyhall.platform.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/// Which addresses a stranger may have us call. Source: IANA IPv4 and IPv6 Special-Purpose Address Registries;
/// whatever
/// they do not call globally reachable is refused, as are multicast (RFC 5771) and reserved space. The addresses at
/// which clouds serve their machines' credentials (169.254.169.254, fd00:ec2::254) lie in refused ranges.
public final class AddressRules {
    private static final List<AddressRange> REFUSED_V4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /// Global unicast is all that is given out so far; everything else in IPv6 is refused as a whole.
    private static final AddressRange GLOBAL_V6 = AddressRange.parse("2000::/3");

    /// Inside it: protocol assignments with Teredo, documentation twice, and 6to4, which would hide an IPv4 address.
    private static final List<AddressRange> REFUSED_V6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final List<AddressRange> allowed;

    /// @param allow ranges that may be called all the same, see [WebhookSettings#ALLOW]
    /// @throws IllegalArgumentException when one is no range
    public AddressRules(List<String> allow) {
        this.allowed = allow.stream().map(AddressRange::parse).toList();
    }

    private static List<AddressRange> ranges(String... texts) {
        return List.of(texts).stream().map(AddressRange::parse).toList();
    }

    /// Whether an operator named this address: then a call without TLS is accepted too.
    boolean isInTheHouse(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.contains(address));
    }

    boolean mayCall(InetAddress address) {
        return isInTheHouse(address) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return REFUSED_V4.stream().noneMatch(range -> range.contains(address));
        }
        return GLOBAL_V6.contains(address) && REFUSED_V6.stream().noneMatch(range -> range.contains(address));
    }
}

package skyhall.platform.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/// Where a call goes: an address and the one judged machine address behind its name. Made anew for every attempt.
record Destination(URI url, InetAddress address) {
    static final int LONGEST_URL = 2000;

    /// Looks names up. A port of its own so that tests can play a name server that changes its mind.
    @FunctionalInterface
    interface NameLookup {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    static final NameLookup SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /// The address may not be called, for the reason given.
    static final class AddressRefused extends Exception {
        AddressRefused(String reason) {
            super(reason);
        }
    }

    /// Resolves and judges. Every address of the name must be allowed: a name with one inside and one outside is a
    /// trick.
    ///
    /// @throws AddressRefused with the reason as a sentence
    static Destination of(String text, AddressRules rules, NameLookup lookup) throws AddressRefused {
        URI url = parse(text);
        List<InetAddress> addresses = resolve(url, lookup);
        for (InetAddress address : addresses) {
            if (!rules.mayCall(address)) {
                throw new AddressRefused(
                        url.getHost() + " is " + address.getHostAddress() + ", which is no public address.");
            }
            if (!isTls(url) && !rules.isInTheHouse(address)) {
                throw new AddressRefused("Only https is accepted.");
            }
        }
        return new Destination(url, addresses.getFirst());
    }

    private static URI parse(String text) throws AddressRefused {
        try {
            URI url = new URI(text).parseServerAuthority();
            boolean web = url.getScheme() != null
                    && List.of("http", "https").contains(url.getScheme().toLowerCase(Locale.ROOT));
            boolean printable = text.chars().allMatch(sign -> sign > ' ' && sign < 0x7f);
            if (!web || !printable || url.getHost() == null || text.length() > LONGEST_URL) {
                throw new AddressRefused("It is no web address.");
            }
            if (url.getRawUserInfo() != null || url.getRawFragment() != null || url.getPort() == 0) {
                throw new AddressRefused("It must hold no name, password or fragment, and no port 0.");
            }
            return url;
        } catch (URISyntaxException e) {
            throw new AddressRefused("It is no web address.");
        }
    }

    private static List<InetAddress> resolve(URI url, NameLookup lookup) throws AddressRefused {
        try {
            String host = url.getHost();
            List<InetAddress> addresses =
                    lookup.addresses(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
            if (addresses.isEmpty()) {
                throw new AddressRefused("The name " + host + " has no address.");
            }
            return addresses;
        } catch (UnknownHostException e) {
            throw new AddressRefused("The name " + url.getHost() + " has no address.");
        }
    }

    private static boolean isTls(URI url) {
        return url.getScheme().equalsIgnoreCase("https");
    }

    boolean isTls() {
        return isTls(url);
    }

    int port() {
        return url.getPort() > 0 ? url.getPort() : isTls() ? 443 : 80;
    }

    /// The Host header.
    String hostHeader() {
        return url.getPort() > 0 ? url.getHost() + ":" + url.getPort() : url.getHost();
    }

    /// What stands in the request line.
    String target() {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}

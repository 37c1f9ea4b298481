package skyhall.platform.tls;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// The proxies whose word about a client's address counts.
///
/// Anybody can send `X-Forwarded-For`; it is read only when the connection itself comes from a trusted proxy, and
/// from right to left: each address was added by the hop to its right, so the first one that is no trusted proxy is
/// the client, and what stands left of it is hearsay. Sources: RFC 7239 section 5.2 for `Forwarded`;
/// `X-Forwarded-For` has no standard. When both headers are there, `Forwarded` counts.
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final Pattern FOR =
            Pattern.compile("(?:^|;)\\s*for\\s*=\\s*(?:\"([^\"]*)\"|([^;,\\s]*))", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROTO =
            Pattern.compile("(?:^|;)\\s*proto\\s*=\\s*\"?([A-Za-z]+)\"?", Pattern.CASE_INSENSITIVE);

    private final List<AddressBlock> blocks;

    private TrustedProxies(List<AddressBlock> blocks) {
        this.blocks = blocks;
    }

    /// @param texts addresses or CIDR blocks
    /// @throws FaultException that names the one that cannot be read
    public static TrustedProxies parse(List<String> texts) {
        List<AddressBlock> blocks = new ArrayList<>();
        for (String text : texts) {
            blocks.add(AddressBlock.parse(text)
                    .orElseThrow(() -> new FaultException(
                            PlatformFault.PROXY_LIST_MALFORMED, "'" + text + "' is no address and no block.")));
        }
        return new TrustedProxies(List.copyOf(blocks));
    }

    public boolean contains(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    /// The client's address: the peer's own, unless the peer is a trusted proxy that names another.
    ///
    /// @param forwarded all `Forwarded` header values in their order
    /// @param forwardedFor all `X-Forwarded-For` header values in their order
    public InetAddress client(InetAddress peer, List<String> forwarded, List<String> forwardedFor) {
        if (!contains(peer)) {
            return peer;
        }
        List<String> hops = forwarded.isEmpty() ? split(forwardedFor) : hopsOf(split(forwarded));
        InetAddress client = peer;
        for (String hop : hops.reversed()) {
            Optional<InetAddress> address = IpLiteral.parse(hop);
            if (address.isEmpty()) {
                return client; // "unknown", a hidden name or rubbish: the last hop that was named is as far as we see
            }
            client = address.get();
            if (!contains(client)) {
                return client;
            }
        }
        return client;
    }

    /// Whether the client spoke TLS: to us, or to a trusted proxy that says so of its nearest hop.
    ///
    /// @param forwardedProto all `X-Forwarded-Proto` header values in their order
    public boolean wasSecure(
            InetAddress peer, boolean peerSpokeTls, List<String> forwarded, List<String> forwardedProto) {
        if (peerSpokeTls || !contains(peer)) {
            return peerSpokeTls;
        }
        List<String> said = forwarded.isEmpty() ? split(forwardedProto) : protosOf(split(forwarded));
        return !said.isEmpty() && said.getLast().equalsIgnoreCase("https");
    }

    private static List<String> hopsOf(List<String> elements) {
        return elements.stream().map(element -> value(FOR, element)).toList();
    }

    private static List<String> protosOf(List<String> elements) {
        return elements.stream().map(element -> value(PROTO, element)).toList();
    }

    private static String value(Pattern pattern, String element) {
        Matcher matcher = pattern.matcher(element);
        if (!matcher.find()) {
            return "";
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return "";
    }

    /// Elements between commas; a comma inside quotes does not separate. One pass: headers come from strangers.
    private static List<String> split(List<String> values) {
        List<String> elements = new ArrayList<>();
        for (String value : values) {
            int begin = 0;
            boolean quoted = false;
            for (int i = 0; i < value.length(); i++) {
                quoted ^= value.charAt(i) == '"';
                if (value.charAt(i) == ',' && !quoted) {
                    elements.add(value.substring(begin, i).trim());
                    begin = i + 1;
                }
            }
            elements.add(value.substring(begin).trim());
        }
        return elements;
    }
}

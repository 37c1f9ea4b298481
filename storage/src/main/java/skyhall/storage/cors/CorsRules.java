package skyhall.storage.cors;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.wire.XmlNode;
import skyhall.storage.wire.XmlText;

/// The rules of a bucket, in order; the first that answers counts. At most 100.
public record CorsRules(List<CorsRule> rules) {
    private static final int MAX_RULES = 100;
    private static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");

    public CorsRules {
        rules = List.copyOf(rules);
    }

    /// Reads a `CORSConfiguration`; also the stored form.
    public static CorsRules parse(byte[] document) {
        List<CorsRule> rules = XmlNode.parse(document, "CORSConfiguration")
                .all("CORSRule")
                .map(CorsRules::rule)
                .toList();
        if (rules.isEmpty() || rules.size() > MAX_RULES) {
            throw XmlNode.malformed("Between 1 and 100 rules are allowed.");
        }
        return new CorsRules(rules);
    }

    public Optional<CorsRule> answering(String origin, String method, List<String> asked) {
        return rules.stream()
                .filter(rule -> rule.answers(origin, method, asked))
                .findFirst();
    }

    public byte[] xml() {
        XmlText xml = XmlText.document("CORSConfiguration");
        for (CorsRule rule : rules) {
            xml.open("CORSRule");
            rule.origins().forEach(origin -> xml.leaf("AllowedOrigin", origin));
            rule.methods().forEach(method -> xml.leaf("AllowedMethod", method));
            rule.headers().forEach(header -> xml.leaf("AllowedHeader", header));
            rule.exposed().forEach(header -> xml.leaf("ExposeHeader", header));
            rule.maxAgeSeconds().ifPresent(seconds -> xml.leaf("MaxAgeSeconds", seconds));
            xml.close();
        }
        return xml.bytes();
    }

    private static CorsRule rule(XmlNode node) {
        List<String> origins = texts(node, "AllowedOrigin");
        List<String> methods = texts(node, "AllowedMethod");
        if (origins.isEmpty() || methods.isEmpty()) {
            throw XmlNode.malformed("A rule needs AllowedOrigin and AllowedMethod.");
        }
        for (String method : methods) {
            if (!METHODS.contains(method)) {
                throw invalid("Found unsupported HTTP method in CORS config. Unsupported method is " + method);
            }
        }
        List<String> headers = texts(node, "AllowedHeader");
        java.util.stream.Stream.concat(origins.stream(), headers.stream()).forEach(CorsRules::checkStars);
        return new CorsRule(origins, methods, headers, texts(node, "ExposeHeader"), maxAge(node));
    }

    private static OptionalInt maxAge(XmlNode node) {
        try {
            return node.text("MaxAgeSeconds")
                    .map(Integer::parseInt)
                    .map(OptionalInt::of)
                    .orElse(OptionalInt.empty());
        } catch (NumberFormatException e) {
            throw XmlNode.malformed("MaxAgeSeconds is not a number.");
        }
    }

    private static void checkStars(String pattern) {
        if (pattern.indexOf('*') != pattern.lastIndexOf('*')) {
            throw invalid("'" + pattern + "' can not have more than one wildcard.");
        }
    }

    private static List<String> texts(XmlNode node, String name) {
        return node.all(name).map(XmlNode::text).toList();
    }

    private static FaultException invalid(String detail) {
        return new FaultException(StorageFault.INVALID_REQUEST, detail);
    }
}

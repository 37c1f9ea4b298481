package skyhall.storage.tag;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.wire.PercentText;
import skyhall.storage.wire.Query;
import skyhall.storage.wire.XmlNode;
import skyhall.storage.wire.XmlText;

/// Names with values, in the order of the names. The stored form is the header's: `a=1&b=2`, encoded.
///
/// Limits: 10 on an object, 50 on a bucket; 128 characters a key, 256 a value.
/// Source: Amazon S3 User Guide, "Categorizing your storage using tags".
public record Tags(Map<String, String> values) {
    public static final Tags NONE = new Tags(Map.of());
    public static final int MAX_ON_OBJECT = 10;
    public static final int MAX_ON_BUCKET = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;

    public Tags {
        values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /// Reads the header `x-amz-tagging`.
    public static Tags ofHeader(String header) {
        Map<String, String> values = new LinkedHashMap<>();
        Query query = Query.parse(header);
        for (String name : query.names()) {
            values.put(name, query.first(name).orElse(""));
        }
        if (values.size() != header.split("&", -1).length && !header.isEmpty()) {
            throw invalid("A tag key stands twice, or a tag is empty.");
        }
        return checked(values, MAX_ON_OBJECT);
    }

    /// Reads a `Tagging` document.
    public static Tags ofXml(byte[] document, int limit) {
        Map<String, String> values = new LinkedHashMap<>();
        for (XmlNode tag :
                XmlNode.parse(document, "Tagging").one("TagSet").all("Tag").toList()) {
            String key = tag.one("Key").rawText();
            if (values.put(key, tag.one("Value").rawText()) != null) {
                throw invalid("Cannot provide multiple Tags with the same key");
            }
        }
        return checked(values, limit);
    }

    /// Reads [#text()].
    public static Tags of(String text) {
        return text.isEmpty() ? NONE : ofHeader(text);
    }

    public String text() {
        return values.entrySet().stream()
                .map(tag -> PercentText.encode(tag.getKey(), false) + "=" + PercentText.encode(tag.getValue(), false))
                .collect(Collectors.joining("&"));
    }

    public byte[] xml() {
        XmlText xml = XmlText.document("Tagging").open("TagSet");
        values.forEach((key, value) ->
                xml.open("Tag").leaf("Key", key).leaf("Value", value).close());
        return xml.bytes();
    }

    private static Tags checked(Map<String, String> values, int limit) {
        if (values.size() > limit) {
            throw invalid("At most " + limit + " tags are allowed.");
        }
        values.forEach((key, value) -> {
            if (key.isEmpty() || key.codePointCount(0, key.length()) > MAX_KEY) {
                throw invalid("The TagKey you have provided is invalid");
            }
            if (value.codePointCount(0, value.length()) > MAX_VALUE) {
                throw invalid("The TagValue you have provided is invalid");
            }
            if (key.startsWith("aws:")) {
                throw invalid("System tags cannot be added or updated by a requester.");
            }
        });
        return new Tags(values);
    }

    private static FaultException invalid(String detail) {
        return new FaultException(StorageFault.INVALID_TAG, detail);
    }
}

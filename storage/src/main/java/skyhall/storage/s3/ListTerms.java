package skyhall.storage.s3;

import java.util.List;
import skyhall.platform.fault.FaultException;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.listing.Listings;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.wire.PercentText;
import skyhall.storage.wire.XmlText;

/// What all listings of keys are asked.
///
/// @param limit 0 to 1000
record ListTerms(String prefix, String delimiter, int limit, boolean urlEncoded) {
    static ListTerms of(S3Call call, String limitName) {
        String encoding = call.query().first("encoding-type").orElse("");
        if (!encoding.isEmpty() && !encoding.equals("url")) {
            throw new FaultException(StorageFault.INVALID_ARGUMENT, "Invalid Encoding Method specified in Request");
        }
        return new ListTerms(
                call.query().first("prefix").orElse(""),
                call.query().first("delimiter").orElse(""),
                Math.min(number(call, limitName), Listings.MAX_PAGE),
                !encoding.isEmpty());
    }

    static int number(S3Call call, String name) {
        String text = call.query().first(name).filter(t -> !t.isEmpty()).orElse("1000");
        if (!text.matches("\\d{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw new FaultException(
                    StorageFault.INVALID_ARGUMENT, "Provided " + name + " not an integer or within integer range");
        }
        return Integer.parseInt(text);
    }

    /// A key, prefix or marker as it is written.
    String shown(String text) {
        return urlEncoded ? PercentText.encode(text, true) : text;
    }

    /// The elements that every listing begins with.
    XmlText begin(XmlText xml, Bucket bucket, String limitName) {
        xml.leaf("Name", bucket.name().text()).leaf("Prefix", shown(prefix)).leaf(limitName, limit);
        if (!delimiter.isEmpty()) {
            xml.leaf("Delimiter", shown(delimiter));
        }
        return urlEncoded ? xml.leaf("EncodingType", "url") : xml;
    }

    void prefixes(XmlText xml, List<String> prefixes) {
        prefixes.forEach(prefix ->
                xml.open("CommonPrefixes").leaf("Prefix", shown(prefix)).close());
    }
}

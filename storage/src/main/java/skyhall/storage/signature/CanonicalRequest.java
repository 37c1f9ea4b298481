package skyhall.storage.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The ways in which a client may have written a request down to sign it.
///
/// The client's own encoding comes first: it is what the client had in hand. The strict form (decoded once,
/// encoded by AWS's rule) comes after it, for clients whose HTTP library encodes less than they signed. No form
/// removes dot segments or doubled slashes. All forms of a request mean the same, so accepting any of them lets
/// nobody change what was signed. Source: S3 API Reference, "Signature Calculations for the Authorization
/// Header", task 1.
final class CanonicalRequest {
    private final SignedRequest request;
    private final RawQuery query;
    private final List<String> signedHeaders;

    CanonicalRequest(SignedRequest request, RawQuery query, List<String> signedHeaders) {
        this.request = request;
        this.query = query;
        this.signedHeaders = signedHeaders;
    }

    /// The form that nearly every client uses.
    String usual(String payloadHash) {
        return text(writtenPath(), query.asWritten(), HeaderForm.FOLDED, payloadHash);
    }

    /// All forms, [#usual] among them; at most eight.
    Set<String> all(String payloadHash) {
        Set<String> forms = new LinkedHashSet<>();
        List<String> paths = List.of(writtenPath(), PercentCode.encode(PercentCode.decode(writtenPath()), true));
        List<String> queries = List.of(query.asWritten(), query.strict());
        for (HeaderForm headers : HeaderForm.values()) {
            for (String path : paths) {
                for (String queryForm : queries) {
                    forms.add(text(path, queryForm, headers, payloadHash));
                }
            }
        }
        return forms;
    }

    /// The bytes that a client may have hashed for one form: those that stood on the wire, and, where some are
    /// beyond ASCII, the UTF-8 of characters that its HTTP library sent as ISO 8859-1.
    static List<byte[]> bytes(String form) {
        List<byte[]> bytes = new ArrayList<>(2);
        byte[] wire = form.getBytes(StandardCharsets.ISO_8859_1);
        bytes.add(wire);
        byte[] utf8 = form.getBytes(StandardCharsets.UTF_8);
        if (utf8.length != wire.length) {
            bytes.add(utf8);
        }
        return bytes;
    }

    private String writtenPath() {
        String path = request.rawPath();
        return path.isEmpty() ? "/" : PercentCode.bytesOf(path);
    }

    private String text(String path, String queryForm, HeaderForm headers, String payloadHash) {
        StringBuilder text = new StringBuilder(512);
        text.append(request.method())
                .append('\n')
                .append(path)
                .append('\n')
                .append(queryForm)
                .append('\n');
        for (String name : signedHeaders) {
            text.append(name).append(':');
            headers.append(text, request.headers(name));
            text.append('\n');
        }
        text.append('\n');
        for (int i = 0; i < signedHeaders.size(); i++) {
            text.append(i == 0 ? "" : ";").append(signedHeaders.get(i));
        }
        return text.append('\n').append(payloadHash).toString();
    }

    /// What becomes of a header's value.
    private enum HeaderForm {
        /// Trimmed, and every run of blanks inside made one space: the rule.
        FOLDED,
        /// Only trimmed: some clients leave runs of blanks as they are.
        TRIMMED;

        void append(StringBuilder text, List<String> values) {
            for (int i = 0; i < values.size(); i++) {
                text.append(i == 0 ? "" : ",");
                String value = PercentCode.bytesOf(values.get(i)).strip();
                switch (this) {
                    case FOLDED -> fold(text, value);
                    case TRIMMED -> text.append(value);
                }
            }
        }

        private static void fold(StringBuilder text, String value) {
            boolean blankBefore = false;
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                boolean blank = c == ' ' || c == '\t';
                if (!blank) {
                    text.append(c);
                } else if (!blankBefore) {
                    text.append(' ');
                }
                blankBefore = blank;
            }
        }
    }
}

package skyhall.storage.wire;

import java.nio.charset.StandardCharsets;

/// Writes the XML of S3's answers: elements and text only, always well-formed because every [#open] is
/// closed by
/// [#close] of the same writer.
public final class XmlText {
    private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    private final StringBuilder text = new StringBuilder(512).append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final java.util.ArrayDeque<String> open = new java.util.ArrayDeque<>();

    private XmlText() {}

    /// A document in S3's namespace.
    public static XmlText document(String root) {
        XmlText xml = new XmlText();
        xml.text.append('<').append(root).append(NAMESPACE).append('>');
        xml.open.push(root);
        return xml;
    }

    /// A document without a namespace, as S3 sends errors.
    public static XmlText plain(String root) {
        return new XmlText().open(root);
    }

    /// A document that begins after bytes already sent (the declaration has gone out before).
    public static XmlText continued(String root) {
        XmlText xml = new XmlText();
        xml.text.setLength(0);
        xml.text.append('<').append(root).append(NAMESPACE).append('>');
        xml.open.push(root);
        return xml;
    }

    public XmlText open(String name) {
        text.append('<').append(name).append('>');
        open.push(name);
        return this;
    }

    /// An element with attributes, given as they are to be written; for `xsi:type` only.
    public XmlText openWith(String name, String attributes) {
        text.append('<').append(name).append(' ').append(attributes).append('>');
        open.push(name);
        return this;
    }

    public XmlText close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    /// Text of the element that is open.
    public XmlText text(String value) {
        escape(value);
        return this;
    }

    public XmlText leaf(String name, String value) {
        text.append('<').append(name).append('>');
        escape(value);
        text.append("</").append(name).append('>');
        return this;
    }

    public XmlText leaf(String name, long value) {
        text.append('<')
                .append(name)
                .append('>')
                .append(value)
                .append("</")
                .append(name)
                .append('>');
        return this;
    }

    public XmlText leaf(String name, boolean value) {
        return leaf(name, Boolean.toString(value));
    }

    /// Closes what is open and gives the document's bytes.
    public byte[] bytes() {
        while (!open.isEmpty()) {
            close();
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// XML 1.0 has no way to carry most control characters; AWS writes them as character references all
    /// the same, and
    /// clients that expect such keys ask for `encoding-type=url`.
    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                default -> {
                    if (c < 0x20 && c != '\n' && c != '\t') {
                        text.append("&#x").append(Integer.toHexString(c)).append(';');
                    } else {
                        text.append(c);
                    }
                }
            }
        }
    }
}

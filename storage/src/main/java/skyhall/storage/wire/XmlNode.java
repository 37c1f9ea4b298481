package skyhall.storage.wire;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// A small document that a client sent, as a tree. Namespaces are not looked at: clients send S3's,
/// none, or others.
///
/// Never resolves entities or document types. At most [#MAX_DEPTH] levels and [#MAX_NODES] elements.
public final class XmlNode {
    static final int MAX_DEPTH = 16;
    static final int MAX_NODES = 100_000;
    private static final XMLInputFactory READERS = readers();

    private final String name;
    private final List<XmlNode> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String type = "";

    private XmlNode(String name) {
        this.name = name;
    }

    /// Reads a document.
    ///
    /// @throws FaultException `MalformedXML` when it is not one, or its root is not called `root`
    public static XmlNode parse(byte[] document, String root) {
        try {
            XmlNode node = read(READERS.createXMLStreamReader(new ByteArrayInputStream(document)));
            if (!node.name.equals(root)) {
                throw malformed("Expected " + root + ".");
            }
            return node;
        } catch (XMLStreamException | RuntimeException e) {
            throw e instanceof FaultException fault ? fault : malformed("");
        }
    }

    public String name() {
        return name;
    }

    /// The element's own text, trimmed.
    public String text() {
        return text.toString().strip();
    }

    /// The element's own text as it was sent; keys may begin or end with spaces.
    public String rawText() {
        return text.toString();
    }

    /// The value of its `xsi:type` attribute, or empty.
    public String type() {
        return type;
    }

    public Stream<XmlNode> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName));
    }

    public List<XmlNode> children() {
        return List.copyOf(children);
    }

    public Optional<XmlNode> child(String childName) {
        return all(childName).findFirst();
    }

    public Optional<String> text(String childName) {
        return child(childName).map(XmlNode::text);
    }

    /// The one child of that name.
    ///
    /// @throws FaultException `MalformedXML` when there is none or more than one
    public XmlNode one(String childName) {
        List<XmlNode> found = all(childName).toList();
        if (found.size() != 1) {
            throw malformed("Expected one " + childName + " in " + name + ".");
        }
        return found.getFirst();
    }

    public static FaultException malformed(String detail) {
        return new FaultException(StorageFault.MALFORMED_XML, detail);
    }

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static XmlNode read(XMLStreamReader reader) throws XMLStreamException {
        Deque<XmlNode> path = new ArrayDeque<>();
        XmlNode root = null;
        int nodes = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlNode node = new XmlNode(reader.getLocalName());
                    node.type = typeOf(reader);
                    if (++nodes > MAX_NODES || path.size() >= MAX_DEPTH) {
                        throw malformed("The document is too large or too deep.");
                    }
                    if (path.isEmpty()) {
                        root = node;
                    } else {
                        path.peek().children.add(node);
                    }
                    path.push(node);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!path.isEmpty()) {
                        path.peek().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> path.pop();
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw malformed("Document types and entities are not accepted.");
                default -> {}
            }
        }
        if (root == null) {
            throw malformed("");
        }
        return root;
    }

    private static String typeOf(XMLStreamReader reader) {
        String value = reader.getAttributeValue("http://www.w3.org/2001/XMLSchema-instance", "type");
        return value == null ? "" : value;
    }
}

package skyhall.storage.acl;

import java.util.Comparator;
import java.util.List;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.OwnerDirectory;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.wire.XmlNode;
import skyhall.storage.wire.XmlText;

/// Access control lists as documents.
public final class AclXml {
    private static final String XSI = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=";

    private AclXml() {}

    public static XmlText write(Acl acl, OwnerDirectory owners) {
        XmlText xml = XmlText.document("AccessControlPolicy").open("Owner");
        owner(xml, acl.ownerId(), owners).close().open("AccessControlList");
        // Groups first: clients that look at lists by position expect the owner's own grant last.
        List<Grant> ordered = acl.grants().stream()
                .sorted(Comparator.comparing(grant -> grant.grantee() instanceof Grantee.Owner))
                .toList();
        for (Grant grant : ordered) {
            xml.open("Grant");
            switch (grant.grantee()) {
                case Grantee.Owner(String id) -> owner(xml.openWith("Grantee", XSI + "\"CanonicalUser\""), id, owners);
                case Grantee.Everyone _ -> group(xml, Grantee.Everyone.URI);
                case Grantee.AnySigned _ -> group(xml, Grantee.AnySigned.URI);
                case Grantee.LogDelivery _ -> group(xml, Grantee.LogDelivery.URI);
            }
            xml.close().leaf("Permission", grant.permission().name()).close();
        }
        return xml;
    }

    /// Reads an `AccessControlPolicy`.
    ///
    /// @param ownerId who must be named as owner
    public static Acl read(byte[] document, String ownerId, OwnerDirectory owners) {
        XmlNode root = parse(document);
        root.child("Owner").flatMap(owner -> owner.text("ID")).ifPresent(named -> {
            if (!named.equals(ownerId)) {
                throw new FaultException(StorageFault.ACCESS_DENIED, "The owner cannot be changed.");
            }
        });
        List<Grant> grants = root.one("AccessControlList")
                .all("Grant")
                .map(grant -> grant(grant, owners))
                .toList();
        if (grants.size() > Acl.MAX_GRANTS) {
            throw malformed("At most 100 grants are allowed.");
        }
        return new Acl(ownerId, grants);
    }

    private static XmlNode parse(byte[] document) {
        XmlNode root = XmlNode.parse(document, "AccessControlPolicy");
        if (root.child("AccessControlList").isEmpty() || root.child("Owner").isEmpty()) {
            throw malformed("Owner and AccessControlList are needed.");
        }
        return root;
    }

    private static Grant grant(XmlNode node, OwnerDirectory owners) {
        Permission permission = node.text("Permission")
                .flatMap(Permission::parse)
                .orElseThrow(() -> malformed("A grant needs a permission."));
        return new Grant(grantee(node.one("Grantee"), owners), permission);
    }

    private static Grantee grantee(XmlNode node, OwnerDirectory owners) {
        if (node.child("URI").isPresent()) {
            return GranteeFinder.byUri(node.one("URI").text());
        }
        if (node.child("EmailAddress").isPresent()) {
            return GranteeFinder.byEmail(node.one("EmailAddress").text(), owners);
        }
        return GranteeFinder.byId(
                node.text("ID").orElseThrow(() -> malformed("A grantee needs an id, an e-mail address or a URI.")),
                owners);
    }

    private static XmlText owner(XmlText xml, String id, OwnerDirectory owners) {
        String name =
                owners.byOwnerId(id).map(OwnerDirectory.Owner::displayName).orElse("");
        xml.leaf("ID", id);
        return name.isEmpty() ? xml : xml.leaf("DisplayName", name);
    }

    private static void group(XmlText xml, String uri) {
        xml.openWith("Grantee", XSI + "\"Group\"").leaf("URI", uri);
    }

    private static FaultException malformed(String detail) {
        return new FaultException(StorageFault.MALFORMED_ACL, detail);
    }
}

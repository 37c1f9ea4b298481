package skyhall.storage.acl;

/// To whom a grant is made.
public sealed interface Grantee {
    String GROUPS = "http://acs.amazonaws.com/groups/";

    /// One owner, by canonical id.
    record Owner(String ownerId) implements Grantee {}

    /// Everyone, also without signing.
    record Everyone() implements Grantee {
        static final String URI = GROUPS + "global/AllUsers";
    }

    /// Anybody who signs with a key of this installation.
    record AnySigned() implements Grantee {
        static final String URI = GROUPS + "global/AuthenticatedUsers";
    }

    /// The group that AWS uses for log delivery; kept for clients that set it, it has no member here.
    record LogDelivery() implements Grantee {
        static final String URI = GROUPS + "s3/LogDelivery";
    }

    /// The short form that is stored.
    default String text() {
        return switch (this) {
            case Owner(String id) -> "id:" + id;
            case Everyone _ -> "everyone";
            case AnySigned _ -> "signed";
            case LogDelivery _ -> "log-delivery";
        };
    }

    /// Reads [#text()].
    static Grantee of(String text) {
        return switch (text) {
            case "everyone" -> new Everyone();
            case "signed" -> new AnySigned();
            case "log-delivery" -> new LogDelivery();
            default -> new Owner(text.substring("id:".length()));
        };
    }

    /// The group that a URI names, or empty.
    static java.util.Optional<Grantee> ofUri(String uri) {
        return switch (uri) {
            case Everyone.URI -> java.util.Optional.of(new Everyone());
            case AnySigned.URI -> java.util.Optional.of(new AnySigned());
            case LogDelivery.URI -> java.util.Optional.of(new LogDelivery());
            default -> java.util.Optional.empty();
        };
    }
}

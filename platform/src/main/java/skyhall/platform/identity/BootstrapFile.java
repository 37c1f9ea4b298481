package skyhall.platform.identity;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import skyhall.platform.secret.Secret;

/// What a bootstrap file says. A field that is absent says nothing: what is there stays as it is.
record BootstrapFile(List<Agency> organisations) {
    record Agency(
            String name,
            Optional<String> displayName,
            Optional<String> timeZone,
            Optional<String> parent,
            Optional<String> canonicalId,
            List<Document> policies,
            List<User> people,
            List<User> serviceAccounts) {}

    record Document(String name, String text) {}

    record User(
            Account.Kind kind,
            String name,
            Optional<String> displayName,
            Optional<String> email,
            Optional<String> ownerId,
            Optional<Set<Role>> roles,
            Optional<List<String>> policies,
            Optional<Secret> initialPassword,
            List<Key> accessKeys) {}

    record Key(String id, Secret secret) {}

    /// @throws skyhall.platform.fault.FaultException that names the place; it quotes no value
    static BootstrapFile parse(String json) {
        JsonPlace whole = JsonPlace.whole(json);
        BootstrapFile file = new BootstrapFile(whole.objects("organisations", BootstrapFile::agency));
        whole.refuseOthers();
        return file;
    }

    private static Agency agency(JsonPlace place) {
        return new Agency(
                place.text("name"),
                place.optionalText("displayName"),
                place.optionalText("timeZone"),
                place.optionalText("parent"),
                place.optionalText("canonicalId"),
                place.objects("policies", policy -> new Document(policy.text("name"), policy.document("document"))),
                place.objects("people", person -> user(Account.Kind.PERSON, person)),
                place.objects("serviceAccounts", account -> user(Account.Kind.SERVICE, account)));
    }

    private static User user(Account.Kind kind, JsonPlace place) {
        return new User(
                kind,
                place.text("name"),
                place.optionalText("displayName"),
                place.optionalText("email"),
                place.optionalText("ownerId"),
                place.texts("roles").map(names -> roles(place, names)),
                place.texts("policies"),
                kind == Account.Kind.PERSON
                        ? place.optionalText("initialPassword").map(Secret::of)
                        : Optional.empty(),
                place.objects("accessKeys", key -> new Key(key.text("id"), Secret.of(key.text("secret")))));
    }

    private static Set<Role> roles(JsonPlace place, List<String> names) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : names) {
            roles.add(Role.parse(name)
                    .orElseThrow(() ->
                            place.refusal("roles", "must hold only operator, administrator, developer and auditor")));
        }
        return roles;
    }
}

package skyhall.platform.access;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Whom a statement names.
///
/// @param everyone the wildcard: also who is not known
/// @param arns users and roles, compared as a whole
/// @param organisations whose every principal is meant
/// @param ownerIds canonical ids
/// @param services that act by themselves
record Principals(
        boolean everyone, Set<String> arns, Set<String> organisations, Set<String> ownerIds, Set<String> services) {
    /// For a policy that hangs on a principal: it speaks of that one.
    static final Principals BEARER = new Principals(true, Set.of(), Set.of(), Set.of(), Set.of());

    private static final Pattern ORGANISATION = Pattern.compile("[\\p{L}\\p{N}._-]{1,64}");
    private static final Pattern NAMED = Pattern.compile("(user|role|assumed-role)/[^*?\\s\\p{Cntrl}]{1,512}");
    private static final Pattern OWNER_ID = Pattern.compile("[^*?\\s\\p{Cntrl}]{1,256}");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

    static Principals read(Map<String, List<String>> byType) throws Malformation {
        Reading reading = new Reading();
        for (Map.Entry<String, List<String>> type : byType.entrySet()) {
            for (String name : type.getValue()) {
                reading.add(type.getKey(), name);
            }
        }
        return new Principals(
                reading.everyone,
                Set.copyOf(reading.arns),
                Set.copyOf(reading.organisations),
                Set.copyOf(reading.ownerIds),
                Set.copyOf(reading.services));
    }

    boolean include(AccessQuestion question) {
        if (everyone) {
            return true;
        }
        return !question.isAnonymous()
                && (arns.contains(question.principalArn())
                        || organisations.contains(question.organisationName())
                        || ownerIds.contains(question.canonicalId())
                        || services.contains(question.principalArn()));
    }

    private static final class Reading {
        private boolean everyone;
        private final Set<String> arns = new HashSet<>();
        private final Set<String> organisations = new HashSet<>();
        private final Set<String> ownerIds = new HashSet<>();
        private final Set<String> services = new HashSet<>();

        void add(String type, String name) throws Malformation {
            switch (type) {
                case "AWS" -> addAws(name);
                case "CanonicalUser" -> ownerIds.add(checked(OWNER_ID, name, name));
                case "Service" -> services.add(checked(SERVICE, name, name));
                default -> throw new Malformation("Invalid principal in policy", type);
            }
        }

        private void addAws(String name) throws Malformation {
            if (name.equals("*")) {
                everyone = true;
            } else if (name.startsWith("arn:")) {
                addArn(name);
            } else {
                organisations.add(checked(ORGANISATION, name, name));
            }
        }

        private void addArn(String arn) throws Malformation {
            String[] parts = arn.split(":", 6);
            boolean known = parts.length == 6
                    && parts[1].equals("aws")
                    && (parts[2].equals("iam") || parts[2].equals("sts"))
                    && parts[3].isEmpty();
            if (!known) {
                throw new Malformation("Invalid principal in policy", arn);
            }
            String organisation = parts[4];
            String name = parts[5];
            if (organisation.isEmpty()) {
                ownerIds.add(ownerIdWithoutOrganisation(arn, name));
            } else if (name.equals("root")) {
                organisations.add(checked(ORGANISATION, organisation, arn));
            } else {
                checked(ORGANISATION, organisation, arn);
                checked(NAMED, name, arn);
                arns.add(arn);
            }
        }

        /// Ceph's gateway names a user without an organisation as `arn:aws:iam:::user/<owner id>`. A bare user
        /// name is not unique here: it would mean users of that name in every organisation, strangers to who
        /// wrote the policy. So the name is taken as an owner id, unique in the installation, and means that
        /// one principal.
        private static String ownerIdWithoutOrganisation(String arn, String name) throws Malformation {
            if (!name.startsWith("user/")) {
                throw new Malformation("Invalid principal in policy", arn);
            }
            return checked(OWNER_ID, name.substring("user/".length()), arn);
        }

        private static String checked(Pattern form, String text, String shown) throws Malformation {
            if (!form.matcher(text).matches()) {
                throw new Malformation("Invalid principal in policy", shown);
            }
            return text;
        }
    }
}

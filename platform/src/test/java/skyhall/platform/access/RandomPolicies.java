package skyhall.platform.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/// Policies and questions from a seed, out of so few words that they meet often.
final class RandomPolicies {
    private static final List<String> ACTIONS =
            List.of("*", "s3:*", "s3:Get*", "S3:getobject", "s3:?etObject", "s3:PutObject");
    private static final List<String> ASKED_ACTIONS = List.of("s3:GetObject", "s3:PutObject", "s3:GetBucketPolicy");
    private static final List<String> ARNS =
            List.of("arn:aws:iam::water:user/alice", "arn:aws:iam::water:user/bob", "arn:aws:iam::roads:user/alice");
    private static final List<String> AWS_PRINCIPALS = List.of(
            "*",
            "water",
            "roads",
            "arn:aws:iam::water:root",
            "arn:aws:iam::water:user/alice",
            "arn:aws:iam:::user/id-alice",
            "arn:aws:iam::roads:user/alice");
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "A",
            "/",
            "*",
            "?",
            "**",
            "$",
            "${aws:username}",
            "${AWS:UserName}",
            "${x:none, 'a'}",
            "${x:many}",
            "${*}",
            "${?}",
            "${$}",
            "${x:none}");
    private static final List<String> PLAIN = List.of("a", "b", "A", "/", "*", "?", "$", "ab");
    private static final List<String> KEYS = List.of("x:one", "X:Two", "x:many", "aws:UserName", "x:none");
    /// Sorted, so that a seed means the same in every run.
    private static final Map<String, List<String>> VALUES = new TreeMap<>(Map.of(
            "Numeric", List.of("5", "5.0", "-1", "10.25", "2026"),
            "Date",
                    List.of(
                            "2026",
                            "2026-05",
                            "2026-05-01",
                            "2026-05-01T00:00:00Z",
                            "2026-05-01T08:00:00+08:00",
                            "1777593600",
                            "5"),
            "Bool", List.of("true", "false", "True"),
            "Null", List.of("true", "false"),
            "Binary", List.of("QUI=", "QUJD", "YQ=="),
            "Ip",
                    List.of(
                            "10.0.0.0/8",
                            "10.1.2.3",
                            "10.1.2.0/23",
                            "2001:db8::/32",
                            "2001:db8::1",
                            "::ffff:10.0.0.0/104",
                            "0.0.0.0/0",
                            "::/0",
                            "10.1.2.3/1"),
            "Arn",
                    List.of(
                            "*",
                            "arn:aws:s3:::a*",
                            "arn:aws:s3:::a",
                            "arn:*:s3:*:*:?",
                            "arn:aws:s3:::${aws:username}",
                            "arn:aws:s3:${x:none, 'a'}::${x:many}*")));
    private static final List<String> ODD = List.of(
            "arn:aws:s3:::a",
            "arn:aws:s3:::a:b",
            "arn:aws:s3:a::ab",
            "10.1.3.3",
            "::ffff:10.1.2.3",
            "2001:db8::2",
            "",
            "1e3",
            "2026-04-30T23:59:59.5Z",
            "TRUE",
            "QUI");

    private final Random random;

    RandomPolicies(long seed) {
        this.random = new Random(seed);
    }

    private <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /// One value, or a list of up to three.
    private Object some(Supplier<String> value) {
        return chance(0.5)
                ? value.get()
                : IntStream.rangeClosed(0, random.nextInt(3))
                        .mapToObj(_ -> value.get())
                        .toList();
    }

    private String joined(List<String> pieces, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(one(pieces));
        }
        return text.toString();
    }

    String policy(PolicyKind kind) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (chance(0.8)) {
            document.put("Version", chance(0.9) ? "2012-10-17" : "2008-10-17");
        }
        Object first = statement(kind);
        document.put("Statement", chance(0.4) ? first : List.of(first, statement(kind), statement(kind)));
        return JsonMapper.shared().writeValueAsString(document);
    }

    private Map<String, Object> statement(PolicyKind kind) {
        Map<String, Object> statement = new LinkedHashMap<>();
        boolean allow = chance(0.7);
        statement.put("Effect", allow ? "Allow" : "Deny");
        if (kind == PolicyKind.RESOURCE) {
            statement.put(!allow && chance(0.3) ? "NotPrincipal" : "Principal", principal());
        }
        statement.put(chance(0.85) ? "Action" : "NotAction", some(() -> one(ACTIONS)));
        statement.put(
                chance(0.85) ? "Resource" : "NotResource",
                some(() -> chance(0.3) ? "*" : "arn:aws:s3:::" + joined(PIECES, 5)));
        if (chance(0.6)) {
            statement.put("Condition", conditions());
        }
        return statement;
    }

    private Object principal() {
        if (chance(0.2)) {
            return "*";
        }
        Map<String, Object> principal = new LinkedHashMap<>();
        if (chance(0.8)) {
            principal.put("AWS", some(() -> one(AWS_PRINCIPALS)));
        }
        if (principal.isEmpty() || chance(0.2)) {
            principal.put("CanonicalUser", some(() -> chance(0.5) ? "id-alice" : "id-bob"));
        }
        return principal;
    }

    private Map<String, Object> conditions() {
        Map<String, Object> block = new LinkedHashMap<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            String word = one(List.of(Comparison.values())).word();
            String prefix = chance(0.7) ? "" : one(List.of("ForAllValues:", "ForAnyValue:"));
            String suffix = chance(0.8) ? "" : "IfExists";
            String operator = word.equals("Null") ? word : prefix + word + suffix;
            Map<String, Object> keys = new LinkedHashMap<>();
            keys.put(one(KEYS), some(() -> value(word)));
            block.put(operator, keys);
        }
        return block;
    }

    private String value(String word) {
        return VALUES.entrySet().stream()
                .filter(kind -> word.replace("Not", "").startsWith(kind.getKey()))
                .findFirst()
                .map(kind -> one(kind.getValue()))
                .orElseGet(() -> joined(PIECES, 4));
    }

    AccessQuestion question() {
        boolean anonymous = chance(0.1);
        String arn = anonymous ? "" : one(ARNS);
        Map<String, List<String>> context = new HashMap<>();
        for (String key : List.of("x:one", "x:two", "aws:username")) {
            if (chance(0.75)) {
                context.put(key, List.of(asked()));
            }
        }
        if (chance(0.75)) {
            context.put("x:many", chance(0.3) ? List.of(asked()) : List.of(asked(), asked()));
        }
        String organisation = anonymous ? "" : arn.split(":", -1)[4];
        String id = anonymous ? "" : "id-" + arn.substring(arn.indexOf('/') + 1);
        String resource = "arn:aws:s3:::" + joined(PLAIN, 5);
        return new AccessQuestion(arn, organisation, one(ASKED_ACTIONS), resource, context, id);
    }

    private String asked() {
        if (chance(0.5)) {
            return joined(PLAIN, 3);
        }
        List<String> all = new ArrayList<>(ODD);
        VALUES.values().forEach(all::addAll);
        return one(all);
    }
}

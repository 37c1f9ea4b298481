package skyhall.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The condition operators as a table: the policy's values, the request's values (`-` is an absent key, `|`
/// separates), and whether the condition holds.
final class ConditionTest {
    private static boolean holds(String operator, String wanted, String has) throws Malformation {
        Map<String, List<String>> context = new HashMap<>();
        context.put("aws:username", List.of("alice"));
        if (!has.equals("-")) {
            context.put("x:key", List.of(has.split("\\|", -1)));
        }
        AccessQuestion question = new AccessQuestion("arn:aws:iam::o:user/alice", "o", "s3:Get", "*", context);
        return Condition.read(new ConditionText(operator, "X:Key", List.of(wanted.split("\\|", -1))), true)
                .holds(question);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    StringEquals,                red,                red,       true
                    StringEquals,                red,                Red,       false
                    StringEquals,                red|blue,           blue,      true
                    StringEquals,                r*,                 red,       false
                    StringEquals,                red,                -,         false
                    StringEquals,                ${aws:username},    alice,     true
                    StringEquals,                ${*},               '*',       true
                    StringEquals,                ${x:no},            '',        false
                    StringEquals,                "${x:no, 'blue'}",  blue,      true
                    StringNotEquals,             red,                blue,      true
                    StringNotEquals,             red|blue,           blue,      false
                    StringNotEquals,             red,                -,         true
                    StringEqualsIgnoreCase,      RED,                red,       true
                    StringEqualsIgnoreCase,      ${AWS:UserName},    ALICE,     true
                    StringNotEqualsIgnoreCase,   RED,                red,       false
                    StringNotEqualsIgnoreCase,   RED,                -,         true
                    StringLike,                  r*|b?ue,            blue,      true
                    StringLike,                  r*,                 Red,       false
                    StringLike,                  r${*},              red,       false
                    StringLike,                  r${*},              r*,        true
                    StringNotLike,               r*,                 red,       false
                    StringNotLike,               r*,                 -,         true
                    StringEqualsIfExists,        red,                -,         true
                    StringEqualsIfExists,        red,                blue,      false
                    StringNotEqualsIfExists,     red,                -,         true
                    """, quoteCharacter = '"')
    void text(String operator, String wanted, String has, boolean holds) throws Malformation {
        String bare = has.equals("''") ? "" : has.replace("'", "");
        assertThat(holds(operator, wanted, bare)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    NumericEquals,               10,                 10.0,      true
                    NumericEquals,               10,                 ten,       false
                    NumericEquals,               10,                 1e1,       false
                    NumericNotEquals,            10,                 10.00,     false
                    NumericNotEquals,            10,                 -,         true
                    NumericLessThan,             10,                 9.999,     true
                    NumericLessThan,             10,                 10,        false
                    NumericLessThan,             10,                 -,         false
                    NumericLessThan,             10|20,              15,        true
                    NumericLessThanEquals,       10,                 10,        true
                    NumericGreaterThan,          -5,                 -4,        true
                    NumericGreaterThan,          10,                 10,        false
                    NumericGreaterThanEquals,    10,                 10,        true
                    NumericLessThanIfExists,     10,                 -,         true
                    DateEquals,    2026-05-01T00:00:00Z, 2026-05-01T08:00:00+08:00, true
                    DateEquals,    2026-05-01,           1777593600,                true
                    DateEquals,    2026-05-01,           2026-05,                   true
                    DateEquals,    2026,                 2026-01-01T00:00Z,         true
                    DateNotEquals, 2026,                 2026-01-01T00:00:00.001Z,  true
                    DateNotEquals, 2026,                 -,                         true
                    DateLessThan,  2026-05-01T00:00:00Z, 2026-04-30T23:59:59Z,      true
                    DateLessThan,  2026-05-01T00:00:00Z, 2026-05-01T00:00:00Z,      false
                    DateLessThan,  2026-05-01T00:00:00Z, yesterday,                 false
                    DateLessThanEquals,    2026-05-01,   2026-05-01,                true
                    DateGreaterThan,       2026-05-01,   2026-05-02,                true
                    DateGreaterThan,       2026-05-01,   -,                         false
                    DateGreaterThanEquals, 2026-05-01,   2026-04-30,                false
                    """)
    void numbersAndDates(String operator, String wanted, String has, boolean holds) throws Malformation {
        assertThat(holds(operator, wanted, has)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    Bool,          true,               TRUE,                 true
                    Bool,          false,              true,                 false
                    Bool,          false,              -,                    false
                    BoolIfExists,  false,              -,                    true
                    BinaryEquals,  QUJD,               QUJD,                 true
                    BinaryEquals,  QQ==,               QQ,                   true
                    BinaryEquals,  QUJD,               !,                    false
                    BinaryEquals,  QUJD,               -,                    false
                    Null,          true,               -,                    true
                    Null,          true,               x,                    false
                    Null,          false,              x,                    true
                    Null,          false,              -,                    false
                    IpAddress,     203.0.113.0/24,     203.0.113.77,         true
                    IpAddress,     203.0.113.0/24,     203.0.114.77,         false
                    IpAddress,     203.0.113.5,        203.0.113.5,          true
                    IpAddress,     203.0.113.5,        203.0.113.6,          false
                    IpAddress,     203.0.113.99/24,    203.0.113.1,          true
                    IpAddress,     203.0.113.0/25,     203.0.113.128,        false
                    IpAddress,     0.0.0.0/0,          8.8.8.8,              true
                    IpAddress,     0.0.0.0/0,          2001:db8::1,          false
                    IpAddress,     ::/0,               8.8.8.8,              false
                    IpAddress,     2001:db8::/32,      2001:DB8:1::8,        true
                    IpAddress,     2001:db8::/32,      2001:db9::,           false
                    IpAddress,     2001:db8::/96,      2001:db8::9:1:2,      false
                    IpAddress,     2001:db8::/96,      2001:db8::1:2,        true
                    IpAddress,     10.0.0.0/8,         ::ffff:10.1.2.3,      true
                    IpAddress,     ::ffff:a00:0/104,   10.1.2.3,             true
                    IpAddress,     10.0.0.0/8,         010.1.2.3,            false
                    IpAddress,     10.0.0.0/8,         10.1,                 false
                    IpAddress,     10.0.0.0/8,         -,                    false
                    NotIpAddress,  10.0.0.0/8,         ::ffff:10.1.2.3,      false
                    NotIpAddress,  10.0.0.0/8,         192.168.0.1,          true
                    NotIpAddress,  10.0.0.0/8,         -,                    true
                    ArnLike,       arn:aws:s3:::a*,    arn:aws:s3:::abc:d,   true
                    ArnEquals,     arn:aws:s3:::a*,    arn:aws:s3:::abc,     true
                    ArnLike,       arn:aws:*:::a,      arn:aws:s3::x:a,      false
                    ArnLike,       arn:aws:*:*:*:a,    arn:aws:s3::x:a,      true
                    ArnLike,       arn:aws:s3*:::a,    arn:aws:s3:x:::a,     false
                    ArnLike,       '*',                arn:aws:s3:::a,       true
                    ArnLike,       '*',                no arn,               false
                    ArnLike,       arn:aws:iam::o:user/${aws:username}, arn:aws:iam::o:user/alice, true
                    ArnNotLike,    arn:aws:s3:::a*,    arn:aws:s3:::b,       true
                    ArnNotEquals,  arn:aws:s3:::a*,    -,                    true
                    """)
    void otherKinds(String operator, String wanted, String has, boolean holds) throws Malformation {
        assertThat(holds(operator, wanted, has)).isEqualTo(holds);
    }

    /// Source of the middle part: AWS IAM User Guide, "Set operators for multivalued context keys".
    @ParameterizedTest
    @CsvSource(textBlock = """
                    ForAllValues:StringEquals,            a|b,   a,       true
                    ForAllValues:StringEquals,            a|b,   a|b,     true
                    ForAllValues:StringEquals,            a|b,   a|c,     false
                    ForAllValues:StringEquals,            a|b,   -,       true
                    ForAllValues:StringNotEquals,         a|b,   c|d,     true
                    ForAllValues:StringNotEquals,         a|b,   c|a,     false
                    ForAllValues:StringNotEquals,         a|b,   -,       true
                    ForAnyValue:StringEquals,             a|b,   c|a,     true
                    ForAnyValue:StringEquals,             a|b,   c|d,     false
                    ForAnyValue:StringEquals,             a|b,   -,       false
                    ForAnyValue:StringNotEquals,          a|b,   a|c,     true
                    ForAnyValue:StringNotEquals,          a|b,   a|b,     false
                    ForAnyValue:StringNotEquals,          a|b,   -,       false
                    ForAnyValue:StringEqualsIfExists,     a|b,   -,       true
                    ForAnyValue:StringLike,               a*,    bc|ab,   true
                    ForAllValues:NumericLessThan,         5,     1|4,     true
                    StringEquals,                         a|b,   c|a,     true
                    StringNotEquals,                      a|b,   c|a,     false
                    StringNotEquals,                      a|b,   c|d,     true
                    """)
    void severalValues(String operator, String wanted, String has, boolean holds) throws Malformation {
        assertThat(holds(operator, wanted, has)).isEqualTo(holds);
    }
}

package skyhall.platform.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import skyhall.platform.Seeds;
import skyhall.platform.fault.FaultException;

final class TrustedProxiesTest {
    private final TrustedProxies proxies = TrustedProxies.parse(List.of("10.0.0.0/8", "fd00::/8", "192.0.2.7"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            203.0.113.9 | 1.1.1.1            | 203.0.113.9
            10.0.0.1    | 1.1.1.1            | 1.1.1.1
            10.0.0.1    | 1.1.1.1, 10.9.9.9  | 1.1.1.1
            10.0.0.1    | 9.9.9.9, 1.1.1.1   | 1.1.1.1
            10.0.0.1    | 10.2.2.2, 10.3.3.3 | 10.2.2.2
            10.0.0.1    | 1.1.1.1:4711       | 1.1.1.1
            10.0.0.1    | unknown            | 10.0.0.1
            10.0.0.1    | 1.1.1.1, rubbish   | 10.0.0.1
            10.0.0.1    | 1.1.1.1, 10.1      | 10.0.0.1
            10.0.0.1    | ''                 | 10.0.0.1
            fd00::1     | 2001:db8::5        | 2001:db8:0:0:0:0:0:5
            fd00::1     | [2001:db8::5]:99   | 2001:db8:0:0:0:0:0:5
            """)
    void theClientIsTheFirstFromTheRightThatIsNoProxy(String peer, String header, String client) {
        assertThat(proxies.client(ip(peer), List.of(), List.of(header)).getHostAddress())
                .isEqualTo(client);
    }

    @Test
    void theStandardHeaderCountsBeforeTheOlderOne() {
        List<String> forwarded = List.of("for=9.9.9.9;proto=http, For=\"[2001:db8::1]:80\";proto=https");
        assertThat(proxies.client(ip("10.0.0.1"), forwarded, List.of("1.1.1.1")))
                .isEqualTo(ip("2001:db8::1"));
        assertThat(proxies.wasSecure(ip("10.0.0.1"), false, forwarded, List.of("http")))
                .isTrue();
    }

    @Test
    void aCommaInsideQuotesDoesNotSeparate() {
        List<String> forwarded = List.of("for=1.1.1.1;by=\"_a,_b\"");
        assertThat(proxies.client(ip("10.0.0.1"), forwarded, List.of())).isEqualTo(ip("1.1.1.1"));
    }

    @Test
    void severalHeaderLinesAreOneList() {
        assertThat(proxies.client(ip("10.0.0.1"), List.of(), List.of("1.1.1.1", "10.5.5.5")))
                .isEqualTo(ip("1.1.1.1"));
    }

    @Test
    void onlyATrustedProxyCanSayThatTheClientSpokeTls() {
        assertThat(proxies.wasSecure(ip("203.0.113.9"), false, List.of(), List.of("https")))
                .isFalse();
        assertThat(proxies.wasSecure(ip("192.0.2.7"), false, List.of(), List.of("https")))
                .isTrue();
        assertThat(proxies.wasSecure(ip("192.0.2.7"), false, List.of(), List.of()))
                .isFalse();
        assertThat(proxies.wasSecure(ip("203.0.113.9"), true, List.of(), List.of()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "proxy.example", "10.0.0.0/-1", "10.0.0.0/", "", "::/129", "fe80::1%eth0", "10"})
    void aListThatCannotBeReadIsNamed(String text) {
        assertThatThrownBy(() -> TrustedProxies.parse(List.of(text)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void aBlockHoldsExactlyTheAddressesWithItsFirstBits() {
        Seeds.forEach(600, (random, seed) -> {
            int network = random.nextInt();
            int bits = random.nextInt(33);
            // One bit flipped lies inside the block or outside, as that bit lies behind its edge or before it.
            int address = random.nextBoolean() ? random.nextInt() : network ^ 1 << random.nextInt(32);
            long mask = bits == 0 ? 0 : -1L << (32 - bits);
            boolean expected = (network & mask & 0xffffffffL) == (address & mask & 0xffffffffL);
            TrustedProxies one = TrustedProxies.parse(List.of(text(network) + "/" + bits));
            assertThat(one.contains(ip(text(address)))).isEqualTo(expected);
        });
    }

    @Test
    void noHeaderMakesItFail() {
        Seeds.forEach(300, (random, seed) -> {
            String forwarded = (random.nextBoolean() ? "for=" : "") + Seeds.anyText(random, 30);
            String forwardedFor = Seeds.anyText(random, 30);
            assertThat(proxies.client(ip("10.0.0.1"), List.of(forwarded), List.of(forwardedFor)))
                    .isNotNull();
            assertThat(proxies.client(ip("10.0.0.1"), List.of(), List.of(forwardedFor)))
                    .isNotNull();
        });
    }

    @Test
    void plainHttpIsRefusedWhereOthersCanReachIt() {
        assertThatThrownBy(() -> PlainHttpRule.check(ip("0.0.0.0"), false, false, "s3.allow-plain-http"))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("0.0.0.0")
                .hasMessageContaining("'s3.allow-plain-http' is no");
        assertThatThrownBy(() -> PlainHttpRule.check(ip("::"), false, false, "x"))
                .isInstanceOf(FaultException.class);
        assertThatCode(() -> {
                    PlainHttpRule.check(ip("0.0.0.0"), true, false, "x");
                    PlainHttpRule.check(ip("0.0.0.0"), false, true, "x");
                    PlainHttpRule.check(ip("127.0.0.53"), false, false, "x");
                    PlainHttpRule.check(ip("::1"), false, false, "x");
                })
                .doesNotThrowAnyException();
    }

    private static String text(int address) {
        return "%d.%d.%d.%d".formatted(address >>> 24, address >> 16 & 255, address >> 8 & 255, address & 255);
    }

    private static InetAddress ip(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}

package skyhall.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private static final AddressRules STRICT = new AddressRules(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "fec0::1",
                "ff02::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "4000::1"
            })
    void whatIsNoPublicAddressIsRefused(String address) throws Exception {
        assertThat(STRICT.mayCall(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "128.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.169.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "2001:4860::8888"
            })
    void aPublicAddressMayBeCalled(String address) throws Exception {
        assertThat(STRICT.mayCall(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void anOperatorMayNameRanges() throws Exception {
        AddressRules rules = new AddressRules(List.of("10.1.0.0/16", "192.168.7.7", "fd00::/8"));
        assertThat(rules.mayCall(InetAddress.getByName("10.1.255.1"))).isTrue();
        assertThat(rules.mayCall(InetAddress.getByName("10.2.0.1"))).isFalse();
        assertThat(rules.mayCall(InetAddress.getByName("192.168.7.7"))).isTrue();
        assertThat(rules.mayCall(InetAddress.getByName("192.168.7.8"))).isFalse();
        assertThat(rules.mayCall(InetAddress.getByName("fd12::1"))).isTrue();
        assertThat(rules.mayCall(InetAddress.getByName("1.1.1.1"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/-1", "example.org/8", "10.0.0.0/x", "cafe", ""})
    void whatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> new AddressRules(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hook.example/",
                "ftp://hook.example/",
                "https:///x",
                "https://u:p@hook.example/",
                "https://hook.example/#x",
                "https://hook.example:0/",
                "https://[::1]/",
                "https://127.0.0.1/",
                "https://hook.example/\r\nX: y",
                "https://hook.example/ x",
                "hook.example",
                "",
                "https://unknown/",
                "https://both.example/"
            })
    void anAddressOfAStrangerIsJudgedBeforeItIsCalled(String url) {
        assertThatThrownBy(() -> Destination.of(url, STRICT, AddressRulesTest::lookup))
                .isInstanceOf(Destination.AddressRefused.class);
    }

    @Test
    void aGoodAddressKeepsItsNameAndOneMachine() throws Exception {
        Destination destination =
                Destination.of("https://hook.example:8443/a%20b?c=d", STRICT, AddressRulesTest::lookup);
        assertThat(destination.address().getHostAddress()).isEqualTo("1.1.1.1");
        assertThat(destination.hostHeader()).isEqualTo("hook.example:8443");
        assertThat(destination.target()).isEqualTo("/a%20b?c=d");
        assertThat(Destination.of("https://hook.example", STRICT, AddressRulesTest::lookup)
                        .target())
                .isEqualTo("/");
    }

    private static List<InetAddress> lookup(String host) throws java.net.UnknownHostException {
        return switch (host) {
            case "hook.example" -> List.of(InetAddress.getByName("1.1.1.1"));
            case "both.example" -> List.of(InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1"));
            case "unknown" -> List.of();
            default -> List.of(InetAddress.getByName(host));
        };
    }
}

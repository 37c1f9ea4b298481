package skyhall.storage.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which ways of writing a request down are taken as the same request.
class CanonicalFormsTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Claim CLAIM = new Claim(
            new Credential("AKID", "20260304", "here"),
            RequestMoment.parse("20260304T050607Z").orElseThrow(),
            List.of("host", "x-amz-date", "x-amz-meta-a"),
            "",
            new PayloadMode.Unsigned(),
            false,
            false,
            Optional.empty());

    private final SignatureVerifier<String> verifier = new SignatureVerifier<>(
            "here", Duration.ofMinutes(15), _ -> Optional.of(new KeySource.Key<>("secret", "me")));

    /// What the client holds in its hand when it signs.
    private static String signed(String path, String query, String meta, Charset charset) {
        String canonical = "GET\n" + path + "\n" + query + "\nhost:h\nx-amz-date:20260304T050607Z\nx-amz-meta-a:" + meta
                + "\n\nhost;x-amz-date;x-amz-meta-a\nUNSIGNED-PAYLOAD";
        return OwnSigner.authorization(CLAIM, "secret", canonical.getBytes(charset));
    }

    /// What stands on the wire.
    private static TestRequest sent(String target, String meta, String authorization) {
        return TestRequest.of("GET", target, NOW)
                .with("Host", "h")
                .with("X-Amz-Date", "20260304T050607Z")
                .with("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
                .with("X-Amz-Meta-A", meta)
                .with("Authorization", authorization);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // on the wire     | signed path   | signed query
                "/b/k              | /b/k          | ''",
                "/b/a//b/./../c    | /b/a//b/./../c | ''",
                "/b/a%2Fb          | /b/a%2Fb      | ''",
                "/b/a%2fb          | /b/a%2fb      | ''",
                "/b/a%2fb          | /b/a/b        | ''",
                "/b/a+b            | /b/a+b        | ''",
                "/b/a+b            | /b/a%2Bb      | ''",
                "/b/a(1)!          | /b/a%281%29%21 | ''",
                "/b/%7Ek           | /b/~k         | ''",
                "/b/a%zz           | /b/a%25zz     | ''",
                "/b?acl            | /b            | acl=",
                "/b?acl=           | /b            | acl=",
                "/b?&acl&          | /b            | acl=",
                "/b?b=2&a=1        | /b            | a=1&b=2",
                "/b?a=2&a=1        | /b            | a=1&a=2",
                "/b?B=1&a=2        | /b            | B=1&a=2",
                "/b?prefix=a+b     | /b            | prefix=a%20b",
                "/b?prefix=a+b     | /b            | prefix=a+b",
                "/b?prefix=a/b     | /b            | prefix=a%2Fb",
                "/b?prefix=a%2fb   | /b            | prefix=a%2Fb",
                "/b?x=a=b          | /b            | x=a%3Db",
                "/b/ä?prefix=ä     | /b/%C3%A4     | prefix=%C3%A4",
            })
    void sameRequest(String target, String path, String query) {
        String wire = new String(target.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(verifier.verify(sent(wire, "v", signed(path, query, "v", StandardCharsets.UTF_8))))
                .isInstanceOf(Verification.Signed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/b/a/../b         | /b/b          | ''",
                "/b/a//b           | /b/a/b        | ''",
                "/b/a%252Fb        | /b/a%2Fb      | ''",
                "/b/a%2Bb          | /b/a%20b      | ''",
                "/b/a+b            | /b/a%20b      | ''",
                "/b?prefix=a+b     | /b            | prefix=a%2Bb",
                "/b?Prefix=a       | /b            | prefix=a",
                "/b?a=1&a=1        | /b            | a=1",
                "/b?a=1            | /b            | ''",
                "/B                | /b            | ''",
            })
    void anotherRequest(String target, String path, String query) {
        assertThatThrownBy(() -> verifier.verify(sent(target, "v", signed(path, query, "v", StandardCharsets.UTF_8))))
                .isInstanceOf(SignatureMismatch.class);
    }

    /// The same character signed as UTF-8 and sent as UTF-8, signed as UTF-8 and sent as ISO 8859-1, and handed
    /// to us by someone who had decoded it.
    @ParameterizedTest
    @CsvSource({"Ã¤, ä", "ä, ä", "漢, 漢"})
    void headersBeyondAscii(String onTheWire, String meant) {
        assertThat(verifier.verify(sent("/b", onTheWire, signed("/b", "", meant, StandardCharsets.UTF_8))))
                .isInstanceOf(Verification.Signed.class);
    }

    @ParameterizedTest
    @CsvSource({"a b, a b", "a   b, a b", "a\tb, a b", "'  a b  ', a b", "a   b, a   b"})
    void blanksInHeaders(String onTheWire, String signed) {
        assertThat(verifier.verify(sent("/b", onTheWire, signed("/b", "", signed, StandardCharsets.UTF_8))))
                .isInstanceOf(Verification.Signed.class);
    }

    @Test
    void aHeaderThatIsThereTwiceIsJoinedByACommaInItsOrder() {
        TestRequest twice = sent("/b", " 1", signed("/b", "", "1,2", StandardCharsets.UTF_8))
                .with("x-amz-meta-a", "2 ");

        assertThat(verifier.verify(twice)).isInstanceOf(Verification.Signed.class);
        TestRequest turned =
                sent("/b", "2", signed("/b", "", "1,2", StandardCharsets.UTF_8)).with("x-amz-meta-a", "1");
        assertThatThrownBy(() -> verifier.verify(turned)).isInstanceOf(SignatureMismatch.class);
    }

    @Test
    void anEmptyPathIsTheRoot() {
        assertThat(verifier.verify(sent("", "v", signed("/", "", "v", StandardCharsets.UTF_8))))
                .isInstanceOf(Verification.Signed.class);
    }

    /// RFC 4231, test cases 2, 3 and 6 (a key longer than a block).
    @Test
    void ourHmacIsThatOfTheRfc() {
        assertThat(java.util.HexFormat.of()
                        .formatHex(new HmacKey("Jefe".getBytes(StandardCharsets.US_ASCII))
                                .sign("what do ya want for nothing?")))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        byte[] longKey = new byte[131];
        java.util.Arrays.fill(longKey, (byte) 0xaa);
        assertThat(java.util.HexFormat.of()
                        .formatHex(new HmacKey(longKey).sign("Test Using Larger Than Block-Size Key - Hash Key First")))
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }
}

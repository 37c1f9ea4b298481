package skyhall.storage.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import skyhall.platform.fault.FaultException;
import skyhall.storage.signature.PolicySignature;

class MultipartReaderTest {
    private static final String HEAD = "Content-Disposition: form-data; name=";

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String parts(InputStream input, String boundary) throws IOException {
        MultipartReader reader = new MultipartReader(input, boundary);
        StringBuilder parts = new StringBuilder();
        while (reader.next()) {
            parts.append(reader.headers().name())
                    .append('=')
                    .append(new String(reader.content().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .append(';');
        }
        return parts.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "--b|H'a'||1|--b--                        ^ a=1;",
                "--b|H'a'||1|--b|H'c'||2|--b--|           ^ a=1;c=2;",
                "|--b|H'a'||1|--b--|                      ^ a=1;",
                "preamble|--b|H'a'||1|--b--|epilogue      ^ a=1;",
                "--b  |H'a'||1|--b--                      ^ a=1;",
                "--b|X-Other: 1|h'a'|Content-Type: text/plain||1|--b-- ^ a=1;",
                "--b|H'a'|||--b--                         ^ a=;",
                "--b|H'a'|||||--b--                       ^ a=||;",
                "--b|H'a'||x--b--bx|--b--                 ^ a=x--b--bx;",
                "--b|H'a'||x|-|--|--x|--b--               ^ a=x|-|--|--x;",
                "--b--                                    ^ ''",
            })
    void forms(String body, String expected) throws IOException {
        String text = body.replace("|", "\r\n")
                .replace("H'", HEAD + "\"")
                .replace("h'", HEAD.toLowerCase(java.util.Locale.ROOT) + "\"")
                .replace("'", "\"");

        assertThat(parts(bytes(text), "b").replace("\r\n", "|")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "--b",
                "--b\r\n",
                "--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--",
                "--b\r\nNothing: else\r\n\r\n1\r\n--b--",
                "--b\r\n" + HEAD + "a\r\n\r\n1\r\n--",
                "--b\r\n" + HEAD + "a\r\n\r\n1",
                "--bx\r\n" + HEAD + "a\r\n\r\n1\r\n--bx--",
            })
    void bodiesThatAreNoForms(String body) {
        assertThatThrownBy(() -> parts(bytes(body), "b"))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("multipart");
    }

    @Test
    void headersAndPreambleAreBounded() {
        assertThatThrownBy(() -> parts(bytes("x".repeat(10_000) + "\r\n--b--"), "b"))
                .hasMessageContaining("before the first boundary");
        assertThatThrownBy(() -> parts(bytes("--b\r\n" + "X: 1\r\n".repeat(17)), "b"))
                .hasMessageContaining("too many headers");
        assertThatThrownBy(() -> parts(bytes("--b\r\n" + "x".repeat(10_000)), "b"))
                .hasMessageContaining("longer than 4096");
    }

    /// Contents made of pieces of the delimiter, arriving in pieces of any size.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void splitAnywhere(long seed) throws IOException {
        Random random = new Random(seed);
        String[] pieces = {"\r", "\n", "\r\n", "-", "--", "\r\n--", "\r\n--bou", "bound", "\r\n--boundar", "xyz"};
        StringBuilder content = new StringBuilder();
        for (int i = random.nextInt(30_000); i > 0; i--) {
            content.append(pieces[random.nextInt(pieces.length)]);
        }
        String text = "--boundary\r\n" + HEAD + "a\r\n\r\n" + content + "\r\n--boundary--";

        assertThat(parts(new Dribble(bytes(text), random), "boundary")).isEqualTo("a=" + content + ";");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multipart/form-data; boundary=abc           | abc",
                "Multipart/Form-Data; boundary=\"a b'c\"     | a b'c",
                "multipart/form-data;charset=utf-8;BOUNDARY=x | x",
            })
    void boundaries(String contentType, String boundary) {
        assertThat(Boundary.of(contentType)).isEqualTo(boundary);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "''                                     | PreconditionFailed",
                "application/x-www-form-urlencoded      | PreconditionFailed",
                "multipart/form-data                    | MalformedPOSTRequest",
                "multipart/form-data; boundary=          | MalformedPOSTRequest",
                "multipart/form-data; boundary=\"        | MalformedPOSTRequest",
                "multipart/form-data; boundary=0123456789012345678901234567890123456789012345678901234567890123456789x | MalformedPOSTRequest",
            })
    void contentTypesThatAreNoForms(String contentType, String code) {
        assertThatThrownBy(() -> Boundary.of(contentType)).isInstanceOfSatisfying(FaultException.class, e -> assertThat(
                        e.fault().wireCode())
                .isEqualTo(code));
    }

    private static String wireCode(String body) throws IOException {
        FormReader<String> reader = new FormReader<>(new PolicySignature<>("r", true, _ -> Optional.empty()));
        try {
            FormUpload<String> upload =
                    reader.open(bytes(body), "multipart/form-data; boundary=b", "bucket", Instant.EPOCH);
            return upload.fields().names() + " " + new String(upload.content().readAllBytes(), StandardCharsets.UTF_8);
        } catch (FaultException e) {
            return e.fault().wireCode();
        }
    }

    private static String field(String name, String value) {
        return "--b\r\n" + HEAD + name + "\r\n\r\n" + value + "\r\n";
    }

    @Test
    void fieldsBeforeTheFileAreBoundedAndUnique() throws IOException {
        String file = "--b\r\n" + HEAD + "File; filename=f\r\n\r\nbytes\r\n--b--\r\n";

        assertThat(wireCode(field("key", "k") + file)).isEqualTo("[key] bytes");
        assertThat(wireCode(field("key", "k") + file.replace("--b--\r\n", "") + field("acl", "x") + "--b--"))
                .isEqualTo("[key] bytes");
        assertThat(wireCode(field("key", "k") + field("x", "y".repeat(20_480)) + file))
                .isEqualTo("MaxPostPreDataLengthExceededError");
        assertThat(wireCode(field("x", "").repeat(600) + file))
                .isIn("MaxPostPreDataLengthExceededError", "InvalidArgument");
        assertThat(wireCode(field("key", "k") + field("KEY", "other") + file)).isEqualTo("InvalidArgument");
        assertThat(wireCode(field("key", "k") + "--b--")).isEqualTo("InvalidArgument");
        assertThat(wireCode(file + field("key", "k"))).isEqualTo("UserKeyMustBeSpecified");
        assertThat(wireCode(field("key", "k") + file.substring(0, file.length() - 6)))
                .isEqualTo("MalformedPOSTRequest");
    }

    private static final class Dribble extends FilterInputStream {
        private final Random random;

        Dribble(InputStream in, Random random) {
            super(in);
            this.random = random;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(40)));
        }
    }
}

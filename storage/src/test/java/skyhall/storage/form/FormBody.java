package skyhall.storage.form;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A form as the suite's HTTP library writes it: every part has a file name, also those that are plain fields.
final class FormBody {
    static final String CONTENT_TYPE = "multipart/form-data; boundary=b0undary";

    private final Map<String, String> fields = new LinkedHashMap<>();
    private String fileName = "file";
    private String content = "bar";

    FormBody field(String name, String value) {
        fields.put(name, value);
        return this;
    }

    FormBody without(String name) {
        fields.remove(name);
        return this;
    }

    FormBody file(String name, String text) {
        fileName = name;
        content = text;
        return this;
    }

    /// Adds the policy and its signature by Version 2, as the suite does.
    FormBody signedByTwo(String accessKeyId, String secret, String policyJson) {
        String policy = Base64.getEncoder().encodeToString(policyJson.getBytes(StandardCharsets.UTF_8));
        return field("AWSAccessKeyId", accessKeyId)
                .field("signature", hmacSha1(secret, policy))
                .field("policy", policy);
    }

    private static String hmacSha1(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) -> part(text, name, name, value));
        part(text, "file", fileName, content);
        return text.append("--b0undary--\r\n").toString();
    }

    InputStream stream() {
        return new ByteArrayInputStream(text().getBytes(StandardCharsets.UTF_8));
    }

    private static void part(StringBuilder text, String name, String fileName, String value) {
        text.append("--b0undary\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"; filename=\"")
                .append(fileName)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n");
    }
}

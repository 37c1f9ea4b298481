package skyhall.portal.edge;

import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.List;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;

/// The headers that make browsers strict, on every answer: pages, assets and errors.
public final class SecurityHeaders {
    /// Nothing from elsewhere and nothing inline; the one exception is images in `data:` addresses, which run nothing.
    static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'";

    private static final Duration HSTS_AGE = Duration.ofDays(365);

    private SecurityHeaders() {}

    /// A filter that writes them; HSTS only on answers over TLS, as RFC 6797 asks, and for
    /// this host alone: other services of the city may live below its name.
    public static Filter filter() {
        return new HeaderWriterFilter(List.of(
                new ContentSecurityPolicyHeaderWriter(CONTENT_POLICY),
                new XContentTypeOptionsHeaderWriter(),
                new XFrameOptionsHeaderWriter(XFrameOptionsHeaderWriter.XFrameOptionsMode.DENY),
                new ReferrerPolicyHeaderWriter(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN),
                new PermissionsPolicyHeaderWriter("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
                openerPolicy(),
                resourcePolicy(),
                new HstsHeaderWriter(HSTS_AGE.toSeconds(), false)));
    }

    private static CrossOriginOpenerPolicyHeaderWriter openerPolicy() {
        CrossOriginOpenerPolicyHeaderWriter writer = new CrossOriginOpenerPolicyHeaderWriter();
        writer.setPolicy(CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy.SAME_ORIGIN);
        return writer;
    }

    private static CrossOriginResourcePolicyHeaderWriter resourcePolicy() {
        CrossOriginResourcePolicyHeaderWriter writer = new CrossOriginResourcePolicyHeaderWriter();
        writer.setPolicy(CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy.SAME_ORIGIN);
        return writer;
    }
}

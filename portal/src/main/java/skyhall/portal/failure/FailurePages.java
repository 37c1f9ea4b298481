package skyhall.portal.failure;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import skyhall.platform.fault.Blame;
import skyhall.platform.fault.Fault;
import skyhall.portal.language.Words;
import skyhall.portal.page.Frame;
import skyhall.portal.page.Layout;
import skyhall.portal.page.Page;
import tools.jackson.databind.json.JsonMapper;

/// Writes a fault as the answer, in the form that the asker can read.
public final class FailurePages {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FailurePages() {}

    /// Answers with the fault. Does nothing when the answer has begun already: what was sent cannot be called back.
    ///
    /// @param detail what the catalogue cannot know; may be empty
    public static void write(HttpServletRequest request, HttpServletResponse response, Fault fault, String detail)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setHeader("Cache-Control", "no-store");
        if (wantsJson(request)) {
            writeJson(request, response, fault, detail);
        } else {
            writePage(request, response, fault, detail);
        }
    }

    /// Whether the asker is a program: it uses the API, or accepts JSON and does not ask for HTML.
    public static boolean wantsJson(HttpServletRequest request) {
        if (request.getRequestURI().startsWith("/api/")) {
            return true;
        }
        String accepted = request.getHeader("Accept");
        if (accepted == null) {
            return false;
        }
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accepted);
            return types.stream().anyMatch(type -> type.getSubtype().endsWith("json"))
                    && types.stream().noneMatch(type -> type.getSubtype().equals("html"));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static void writePage(HttpServletRequest request, HttpServletResponse response, Fault fault, String detail)
            throws IOException {
        Page page = Page.of(request);
        FailureView view = new FailureView(
                fault.code(),
                sentence(page.words(), fault),
                remedy(page.words(), fault),
                detail,
                fault.blame() == Blame.CALLER);
        page.write(
                response,
                fault.httpStatus(),
                Layout.titled(view.sentence()),
                Frame.templates().content("failure.jte", Map.of("page", page, "view", view)));
    }

    private static void writeJson(HttpServletRequest request, HttpServletResponse response, Fault fault, String detail)
            throws IOException {
        Words words = Page.of(request).words();
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", sentence(words, fault));
        problem.put("status", fault.httpStatus());
        if (!detail.isEmpty()) {
            problem.put("detail", detail);
        }
        problem.put("code", fault.code());
        problem.put("remedy", remedy(words, fault));
        problem.put("requestId", Page.of(request).requestId());
        byte[] body = JSON.writeValueAsBytes(problem);
        response.setStatus(fault.httpStatus());
        response.setContentType("application/problem+json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /// In the page's language where the message files have it; the catalogue's English where a module has not yet.
    static String sentence(Words words, Fault fault) {
        return translated(words, fault, "sentence").orElse(fault.sentence());
    }

    static String remedy(Words words, Fault fault) {
        return translated(words, fault, "remedy").orElse(fault.remedy());
    }

    private static Optional<String> translated(Words words, Fault fault, String part) {
        return words.find("fault." + fault.number() + "." + part);
    }
}

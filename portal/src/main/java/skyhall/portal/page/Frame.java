package skyhall.portal.page;

import gg.jte.Content;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import skyhall.platform.identity.Principal;
import skyhall.portal.asset.Assets;
import skyhall.portal.language.Messages;

/// What all pages share. One per portal.
///
/// @param zones the time zone in which an organisation reads times
public record Frame(Messages messages, Assets assets, List<PortalSection> sections, ZoneFinder zones) {
    /// The name under which the frame travels in a request.
    static final String ATTRIBUTE = Frame.class.getName();

    private static final Templates TEMPLATES = Templates.in("skyhall.portal.templates");

    public Frame {
        sections = List.copyOf(sections);
    }

    /// The portal's own templates.
    public static Templates templates() {
        return TEMPLATES;
    }

    /// The sections that this person may use, in the order in which modules were added.
    public List<PortalSection> sectionsFor(Principal principal) {
        return sections.stream()
                .filter(section -> section.visibleFor().test(principal))
                .toList();
    }

    /// Renders wholly before anything is sent: a template that fails becomes an error page, not half a page.
    byte[] html(Page page, Layout layout, Content body) {
        StringOutput output = new StringOutput(16_384);
        TEMPLATES
                .content("layout.jte", Map.of("page", page, "layout", layout, "body", body))
                .writeTo(output);
        return output.toString().getBytes(StandardCharsets.UTF_8);
    }
}

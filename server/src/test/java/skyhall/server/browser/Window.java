package skyhall.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Path;

/// A browser window of a person who reads one language, with what every page must pass.
final class Window implements AutoCloseable {
    private static final int NARROW = 320;
    private static final int WIDE = 1200;
    private static final int TALL = 800;

    /// Without a font for Chinese a picture would show boxes: then none is taken, and the pages are
    /// checked all the same.
    private static final boolean CHINESE_FONT = hasChineseFont();

    private final BrowserContext context;
    private final Page page;
    private final String address;
    private final boolean chinese;

    Window(Browser browser, String address, boolean chinese, boolean scripts) {
        this.address = address;
        this.chinese = chinese;
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(chinese ? "zh-CN" : "en-GB")
                .setViewportSize(WIDE, TALL)
                .setColorScheme(ColorScheme.LIGHT)
                // A colour that is on its way from light to dark is no colour to measure.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setJavaScriptEnabled(scripts));
        this.page = context.newPage();
    }

    Page page() {
        return page;
    }

    void open(String path) {
        page.navigate(address + path);
    }

    void signIn() {
        open("/sign-in");
        page.fill("input[name=name]", RunningHouse.PERSON);
        page.fill("input[name=password]", RunningHouse.PASSWORD);
        page.click("main button[type=submit], button.sky-button--primary");
        assertThat(page.url()).doesNotContain("sign-in");
    }

    /// The text in this window's language.
    String say(String english, String inChinese) {
        return chinese ? inChinese : english;
    }

    void click(String english, String inChinese) {
        named(AriaRole.LINK, english, inChinese)
                .or(named(AriaRole.BUTTON, english, inChinese))
                .first()
                .click();
    }

    private Locator named(AriaRole role, String english, String inChinese) {
        return page.getByRole(
                role,
                new Page.GetByRoleOptions().setName(say(english, inChinese)).setExact(true));
    }

    /// What every page must be: without violations by axe, in light and dark, and never wider than
    /// a narrow screen.
    void check() {
        page.setViewportSize(NARROW, TALL);
        assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                .as("width of %s at 320 px", page.url())
                .isLessThanOrEqualTo(NARROW);
        page.setViewportSize(WIDE, TALL);
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            AxeResults results = new AxeBuilder(page).analyze();
            assertThat(results.getViolations())
                    .as("axe on %s, %s", page.url(), scheme)
                    .isEmpty();
        }
    }

    /// Checks the page and keeps a picture of it.
    void check(String picture) {
        check();
        shoot(picture);
    }

    void shoot(String picture) {
        if (chinese && !CHINESE_FONT) {
            return;
        }
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("..", "docs", "screenshots", picture + (chinese ? "-zh" : "-en") + ".png")));
    }

    void shootNarrowAndDark(String picture) {
        page.setViewportSize(NARROW + 70, TALL);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        shoot(picture);
        page.setViewportSize(WIDE, TALL);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static boolean hasChineseFont() {
        try {
            Process fonts = new ProcessBuilder("fc-list", ":lang=zh").start();
            return fonts.getInputStream().readAllBytes().length > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        context.close();
    }
}

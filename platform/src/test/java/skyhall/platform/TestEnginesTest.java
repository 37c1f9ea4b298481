package skyhall.platform;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherFactory;

/// Every kind of test that we write is found. An engine built for another version of the JUnit Platform finds nothing
/// and says nothing: the build stays green while its tests are gone. This test fails instead.
final class TestEnginesTest {
    private final Launcher launcher = LauncherFactory.create();

    @Test
    void theEnginesThatWeUseAreRegistered() {
        TestPlan plan = launcher.discover(
                request().selectors(selectClass(TestEnginesTest.class)).build());
        Set<String> engines =
                plan.getRoots().stream().map(TestIdentifier::getUniqueId).collect(toSet());
        assertThat(engines).contains("[engine:junit-jupiter]");
    }

    @Test
    void jupiterFindsPlainTests() throws ClassNotFoundException {
        assertThat(found("skyhall.platform.TestEnginesTest", "junit-jupiter"))
                .contains("jupiterFindsPlainTests", "propertyTestsAreFoundByJupiter");
    }

    @Test
    void propertyTestsAreFoundByJupiter() throws ClassNotFoundException {
        assertThat(found("skyhall.platform.settings.SettingReadersPropertyTest", "junit-jupiter"))
                .contains("bytesAreTheCountTimesThePowerOf1024")
                .hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void jazzersFuzzTestsAreFoundByJupiter() throws ClassNotFoundException {
        assertThat(found("skyhall.platform.settings.SettingsFuzzTest", "junit-jupiter"))
                .containsExactly("loadAnswersOrNamesWhatIsWrong");
    }

    @Test
    void architectureRulesAreFoundByJupiter() throws ClassNotFoundException {
        assertThat(found("skyhall.platform.PlatformRulesTest", "junit-jupiter")).isNotEmpty();
    }

    private Set<String> found(String className, String engine) throws ClassNotFoundException {
        TestPlan plan = launcher.discover(
                request().selectors(selectClass(Class.forName(className))).build());
        return plan.getRoots().stream()
                .filter(root -> root.getUniqueId().equals("[engine:" + engine + "]"))
                .flatMap(root -> plan.getDescendants(root).stream())
                .flatMap(test -> test.getSource().stream())
                .flatMap(TestEnginesTest::methodName)
                .collect(toSet());
    }

    private static Stream<String> methodName(TestSource source) {
        return source instanceof MethodSource method ? Stream.of(method.getMethodName()) : Stream.of();
    }
}

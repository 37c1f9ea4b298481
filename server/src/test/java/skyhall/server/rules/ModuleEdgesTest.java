package skyhall.server.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who may know whom: the module map of ARCHITECTURE.md as rules.
final class ModuleEdgesTest {
    private static final List<String> WEB =
            List.of("org.eclipse.jetty.", "jakarta.servlet.", "org.springframework.web.", "org.springframework.http.");
    private static final List<String> SQL = List.of("javax.sql.", "java.sql.", "org.springframework.jdbc.");

    @Test
    void theRulesSeeAllModules() {
        for (String module : List.of("platform", "portal", "storage", "server")) {
            assertThat(SkyhallClasses.ALL.stream().map(JavaClass::getPackageName))
                    .describedAs(module)
                    .anyMatch(name -> name.startsWith("skyhall." + module));
        }
    }

    @Test
    void aModuleUsesOnlyThoseBelowIt() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("platform")
                .definedBy("skyhall.platform..")
                .layer("portal")
                .definedBy("skyhall.portal..")
                .layer("storage")
                .definedBy("skyhall.storage..")
                .layer("server")
                .definedBy("skyhall.server..")
                .whereLayer("server")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("storage")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("portal")
                .mayOnlyBeAccessedByLayers("storage", "server")
                .check(SkyhallClasses.ALL);
    }

    @Test
    void featuresFormNoCycle() {
        slices().matching("skyhall.(*).(*)..").should().beFreeOfCycles().check(SkyhallClasses.ALL);
    }

    @Test
    void aNameSaysWhatAThingIs() {
        noClasses().should().haveNameMatching(".*(Impl|Utils?|Manager|Helper)").check(SkyhallClasses.ALL);
    }

    @Test
    void noHandlerTouchesSql() {
        noClasses()
                .that()
                .haveNameMatching(".*(Handler|Resource|Page|Pages|Api|Routes)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.sql..", "java.sql..", "org.springframework.jdbc..")
                .check(SkyhallClasses.ALL);
    }

    @Test
    void noClassKnowsBothSqlAndHttp() {
        classes().should(notKnowBoth()).check(SkyhallClasses.ALL);
    }

    @Test
    void theRuleAgainstKnowingBothHasTeeth() {
        JavaClasses guilty = new ClassFileImporter().importClasses(KnowsBoth.class);
        assertThat(classes().should(notKnowBoth()).evaluate(guilty).hasViolation())
                .isTrue();
    }

    @Test
    void platformKnowsNoWeb() {
        noClasses()
                .that()
                .resideInAPackage("skyhall.platform..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "jakarta.servlet..", "org.springframework.web..")
                .check(SkyhallClasses.ALL);
    }

    @Test
    void springMakesNoBeanByItself() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.stereotype.Component")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.context.annotation.ComponentScan")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Autowired")
                .check(SkyhallClasses.ALL);
    }

    private static ArchCondition<JavaClass> notKnowBoth() {
        return new ArchCondition<>("not know both SQL and HTTP") {
            @Override
            public void check(JavaClass one, ConditionEvents events) {
                if (knows(one, WEB) && knows(one, SQL)) {
                    events.add(SimpleConditionEvent.violated(one, one.getName() + " knows both SQL and HTTP"));
                }
            }
        };
    }

    private static boolean knows(JavaClass one, List<String> packages) {
        Stream<String> used = one.getDirectDependenciesFromSelf().stream()
                .map(edge -> edge.getTargetClass().getName());
        return used.anyMatch(name -> packages.stream().anyMatch(name::startsWith));
    }

    /// What must never be written, to see that the rule finds it.
    private record KnowsBoth(java.sql.Connection connection, jakarta.servlet.Servlet servlet) {}
}

package skyhall.server.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The compiled classes of all modules without their tests, wherever a build lays them.
final class SkyhallClasses {
    private static final ImportOption NO_TESTS = location ->
            !location.contains("test-classes/") && !location.contains("-tests.jar") && !location.contains("-test/");

    static final JavaClasses ALL =
            new ClassFileImporter().withImportOption(NO_TESTS).importPackages("skyhall");

    private SkyhallClasses() {}
}

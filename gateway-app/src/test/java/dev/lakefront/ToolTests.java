package dev.lakefront;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** No test is left out unseen where continuous integration runs them all. */
class ToolTests {

    @Test
    void failsInContinuousIntegrationAndIsSkippedElsewhere() {
        Throwable missed = catchThrowable(() -> Tool.onPath("no-such-program", "nor-such-a-one"));

        boolean integration = Boolean.parseBoolean(System.getenv("CI"));
        assertThat(missed)
                .isInstanceOf(integration ? AssertionError.class : TestAbortedException.class)
                .hasMessageContaining("needs the program no-such-program or nor-such-a-one on the PATH");
        assertThat(Tool.onPath("no-such-program", "sh")).isAbsolute();
    }

    @Test
    void decidesAloneWhatIsSkipped() {
        noClasses()
                .that()
                .doNotHaveSimpleName(Tool.class.getSimpleName())
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.junit.jupiter.api.Assumptions")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.assertj.core.api.Assumptions")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.junit.jupiter.api.condition..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.junit.jupiter.api.Disabled")
                .because("a test that cannot run fails where CI=true; Tool sees to that")
                .check(new ClassFileImporter()
                        .withImportOption(new OnlyIncludeTests())
                        .importPackages("dev.lakefront"));
    }
}

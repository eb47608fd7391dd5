package dev.lakefront;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@AnalyzeClasses(packages = "dev.lakefront", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule onlyTheRequestPathKnowsSpringCloudGateway = noClasses()
            .that()
            .resideOutsideOfPackages("dev.lakefront.proxy..", "dev.lakefront.policy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.cloud.gateway..");

    @ArchTest
    static final ArchRule timeComesInThroughTheConstructor = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Data|Info|Processor)$");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = fields().should().notBeAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule nobodyAsksTheContextForBeans = noClasses()
            .that()
            .resideInAPackage("dev.lakefront..")
            .should()
            .callMethod(ApplicationContext.class, "getBean", Class.class);

    @ArchTest
    static final ArchRule documentsAreReadWithOneJackson =
            noClasses().should().dependOnClassesThat().resideInAPackage("com.fasterxml.jackson.databind..");

    @ArchTest
    static final ArchRule everyPackageSaysWhatItIsFor =
            classes().that(are(topLevel())).should(liveInADescribedPackage());

    private static DescribedPredicate<JavaClass> topLevel() {
        return DescribedPredicate.describe("top level", JavaClass::isTopLevelClass);
    }

    private static ArchCondition<JavaClass> liveInADescribedPackage() {
        return new ArchCondition<>("live in a package with a package-info") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean described = item.getPackage().tryGetPackageInfo().isPresent();
                events.add(new SimpleConditionEvent(item, described, item.getName() + " has no package-info"));
            }
        };
    }
}

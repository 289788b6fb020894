package org.wabs.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

/// The house as `architecture.md` draws it: what may know what. A failure names the class that
/// breaks an arrow.
class ArchitectureTest {
    private static final String ROOT = "org.wabs.server";

    /// From the ground up; features on one floor do not know each other.
    private static final List<Set<String>> FLOORS =
            List.of(
                    Set.of("platform"),
                    Set.of("identity"),
                    Set.of("audit", "job", "webapp"), // audit hears what identity publishes
                    Set.of("account", "contact"),
                    Set.of("media"),
                    Set.of("template"),
                    Set.of("message"),
                    Set.of("dispatch"),
                    Set.of("campaign", "inbox"),
                    Set.of("analytics", "audience", "search"),
                    Set.of("live", "webhook", "apidocs", "trial", "doctor"));

    /// Who speaks Meta's protocol. The others use its ids and its error table only.
    private static final Set<String> SPEAKERS =
            Set.of("account", "template", "media", "dispatch", "inbox", "webhook");

    private static JavaClasses product;

    @BeforeAll
    static void read() {
        product =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(location -> !location.contains("/simulator/"))
                        .importPackages(ROOT, "org.wabs.cloudapi");
    }

    @Test
    void noFeatureClimbs() {
        classes().that(resideInAPackage(ROOT + "..")).should(useOnlyFloorsBelow()).check(product);
    }

    /// The rule itself: a class of a low floor that knows a higher one is named.
    @Test
    void aClassThatClimbsIsNamed() {
        var house =
                new ClassFileImporter()
                        .importClasses(
                                org.wabs.server.platform.Climber.class,
                                org.wabs.server.message.MessageId.class);

        assertThatThrownBy(() -> classes().should(useOnlyFloorsBelow()).check(house))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("org.wabs.server.platform.Climber");
    }

    @Test
    void onlyThoseWhoTalkToMetaSpeakItsProtocol() {
        noClasses()
                .that(
                        predicate(
                                "do not talk to Meta",
                                one ->
                                        one.getPackageName().startsWith(ROOT + ".")
                                                && !SPEAKERS.contains(feature(one))))
                .should()
                .dependOnClassesThat(
                        predicate(
                                "are Meta's protocol",
                                one ->
                                        one.getPackageName().startsWith("org.wabs.cloudapi")
                                                && !isVocabulary(one)))
                .check(product);
    }

    @Test
    void cloudapiKnowsNeitherSpringNorSqlNorTheServer() {
        noClasses()
                .that(resideInAPackage("org.wabs.cloudapi.."))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.springframework..")
                                .or(resideInAPackage("java.sql.."))
                                .or(resideInAPackage("javax.sql.."))
                                .or(resideInAPackage(ROOT + "..")))
                .check(product);
    }

    /// Two readings of one protocol check each other only while they share nothing.
    @Test
    void theSimulatorSharesNoCodeWithTheProduct() {
        var simulator =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.wabs.simulator");
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.wabs.cloudapi..")
                                .or(resideInAPackage(ROOT + ".."))
                                .or(resideInAPackage("org.wabs.postgres..")))
                .check(simulator);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.wabs.simulator.."))
                .check(product);
    }

    @Test
    void jsonIsReadAndWrittenByJackson3() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("com.fasterxml.jackson.databind..")
                                .or(resideInAPackage("com.fasterxml.jackson.core..")))
                .check(product);
    }

    @Test
    void domainRecordsKnowNoSpring() {
        noClasses()
                .that()
                .areRecords()
                .should()
                .beAnnotatedWith(annotationsOf("org.springframework"))
                .check(product);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields().should().beAnnotatedWith(Autowired.class).check(product);
        noFields().should().beAnnotatedWith("jakarta.inject.Inject").check(product);
        noFields().should().beAnnotatedWith("jakarta.annotation.Resource").check(product);
        noMethods().should().beAnnotatedWith(Autowired.class).check(product);
    }

    /// `AppDb` and `PipelineDb` begin transactions where the code shows them.
    @Test
    void transactionsAreBegunByTemplates() {
        noClasses().should().beAnnotatedWith(Transactional.class).check(product);
        noMethods().should().beAnnotatedWith(Transactional.class).check(product);
    }

    @Test
    void routesArePackagePrivateAndSaySo() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .haveSimpleNameEndingWith("Routes")
                .andShould()
                .bePackagePrivate()
                .check(product);
        ArchRule named =
                classes()
                        .that()
                        .haveSimpleNameEndingWith("Routes")
                        .should()
                        .beAnnotatedWith(RestController.class);
        named.check(product);
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaAnnotation<?>>
            annotationsOf(String packageName) {
        return DescribedPredicate.describe(
                "annotations of " + packageName,
                annotation -> annotation.getRawType().getPackageName().startsWith(packageName));
    }

    private static DescribedPredicate<JavaClass> predicate(
            String what, java.util.function.Predicate<JavaClass> test) {
        return DescribedPredicate.describe(what, test);
    }

    /// Ids, names and what an error code means: plain values that every floor may hold.
    private static boolean isVocabulary(JavaClass one) {
        return one.getPackageName().equals("org.wabs.cloudapi.error")
                || one.getPackageName().equals("org.wabs.cloudapi")
                        && one.isRecord()
                        && one.getAllFields().stream()
                                        .filter(field ->
                                                !field.getModifiers().contains(JavaModifier.STATIC))
                                        .count()
                                == 1;
    }

    private static ArchCondition<JavaClass> useOnlyFloorsBelow() {
        return new ArchCondition<>("use only floors below their own") {
            @Override
            public void check(JavaClass one, ConditionEvents events) {
                if (one.getPackageName().equals(ROOT)) return; // puts the house together
                int floor = floor(one);
                if (floor < 0) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    one, one.getName() + " is in a package without a floor"));
                    return;
                }
                for (var arrow : one.getDirectDependenciesFromSelf()) {
                    var used = arrow.getTargetClass().getBaseComponentType();
                    if (!used.getPackageName().startsWith(ROOT)
                            || feature(used).equals(feature(one))) continue;
                    if (used.getPackageName().equals(ROOT) || floor(used) >= floor)
                        events.add(SimpleConditionEvent.violated(one, arrow.getDescription()));
                }
            }
        };
    }

    private static String feature(JavaClass one) {
        var below = one.getPackageName().substring(ROOT.length());
        return below.isEmpty() ? "" : below.substring(1).split("\\.")[0];
    }

    private static int floor(JavaClass one) {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            if (FLOORS.get(floor).contains(feature(one))) return floor;
        }
        return -1;
    }
}

package org.hotdesk;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import org.hotdesk.house.HouseRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between modules and packages, over all five modules: agi-server is the one that sees them all. */
class ArchitectureTest {
    private static final String[] MODEL = {
        "org.hotdesk.model..",
        "org.hotdesk.rules..",
        "org.hotdesk.phone..",
        "org.hotdesk.pin..",
        "org.hotdesk.policy..",
        "org.hotdesk.astdb..",
        "org.hotdesk.store..",
        "org.hotdesk.keeper..",
        "org.hotdesk.phone.."
    };
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ArchitectureTest::isProduct)
            .importPackages("org.hotdesk");

    @Test
    void everyModuleIsLookedAt() {
        assertThat(PRODUCT.stream().map(JavaClass::getPackageName))
                .contains(
                        "org.hotdesk.model",
                        "org.hotdesk.store",
                        "org.hotdesk.dialplan",
                        "org.hotdesk.ami.link",
                        "org.hotdesk.sip.message",
                        "org.hotdesk");
    }

    @Test
    void astdbModel_knowsNobody() {
        noClasses()
                .that()
                .resideInAnyPackage(MODEL)
                .should()
                .dependOnClassesThat(are(ours()).and(DescribedPredicate.not(resideInAnyPackage(MODEL))))
                .check(PRODUCT);
    }

    @ParameterizedTest
    @CsvSource({"org.hotdesk.dialplan..", "org.hotdesk.ami..", "org.hotdesk.sip.."})
    void theMiddleModules_knowTheModelAlone(String module) {
        noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(are(ours())
                        .and(DescribedPredicate.not(resideInAnyPackage(MODEL)))
                        .and(DescribedPredicate.not(resideInAnyPackage(module))))
                .check(PRODUCT);
    }

    @Test
    void packages_haveNoCycles() {
        HouseRules.NO_CYCLES.check(PRODUCT);
    }

    /** A library has one home; elsewhere it would be wrapped twice, or not at all. */
    @ParameterizedTest
    @CsvSource({
        "org.asteriskjava.manager.., org.hotdesk.ami.link",
        "org.asteriskjava.fastagi.., org.hotdesk.agi.protocol",
        "io.netty.., org.hotdesk.sip.transport",
        "org.jdbi.., org.hotdesk.store",
        "com.zaxxer.., org.hotdesk.store",
        "org.flywaydb.., org.hotdesk.store",
        "org.bouncycastle.., org.hotdesk.store",
        "org.newsclub.net.unix.., org.hotdesk.supervise",
        "org.tomlj.., org.hotdesk.config",
        "com.sun.net.httpserver.., org.hotdesk.admin|org.hotdesk.provision",
        "com.samskivert.mustache.., org.hotdesk.dialplan.phone",
        "com.github.difflib.., org.hotdesk.provision",
        "org.apache.commons.csv.., org.hotdesk.bulk",
        "java.net.http.., org.hotdesk.cli"
    })
    void libraries_haveOneHome(String library, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackages(home.split("[|]", -1))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(PRODUCT);
    }

    @Test
    void onlyMains_readTheEnvironmentAndTheClock() {
        HouseRules.ONLY_MAIN_ASKS_THE_SYSTEM.check(PRODUCT);
    }

    @Test
    void onlyMains_useTheStandardStreams() {
        noClasses()
                .that(areNoMain())
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .check(PRODUCT);
    }

    @Test
    void logging_isSystemLogger() {
        noClasses()
                .that()
                .haveNameNotMatching("org\\.hotdesk\\.Log[A-Za-z$]+")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..")
                .check(PRODUCT);
    }

    @Test
    void names_sayWhatIsDifferent() {
        classes()
                .that(alwaysTrue())
                .should()
                .haveNameNotMatching(".*\\.(util|common|impl|helper|manager)(\\..*)?\\.[^.]*")
                .andShould()
                .haveNameNotMatching(".*[.$](Default|Base|Abstract)[A-Z][^.]*")
                .andShould()
                .haveNameNotMatching(".*Impl")
                .check(PRODUCT);
    }

    private static DescribedPredicate<JavaClass> areNoMain() {
        return DescribedPredicate.describe("are no Main", one -> !one.getName().matches(".*Main([$].*)?"));
    }

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAnyPackage("org.hotdesk..");
    }

    private static boolean isProduct(Location location) {
        return !location.contains("-tests.jar") && !location.contains("/test-classes/");
    }
}

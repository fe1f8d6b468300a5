package org.hotdesk.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.hotdesk", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule ARROWS_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("model")
            .definedBy("org.hotdesk.model")
            .layer("policy")
            .definedBy("org.hotdesk.policy")
            .layer("rules")
            .definedBy("org.hotdesk.rules")
            .layer("astdb")
            .definedBy("org.hotdesk.astdb")
            .layer("store")
            .definedBy("org.hotdesk.store")
            .whereLayer("store")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("astdb")
            .mayOnlyBeAccessedByLayers("store")
            .whereLayer("rules")
            .mayOnlyBeAccessedByLayers("astdb", "store")
            .whereLayer("policy")
            .mayOnlyBeAccessedByLayers("rules", "astdb", "store")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("policy", "rules", "astdb", "store");

    @ArchTest
    static final ArchRule ONLY_THE_STORE_KNOWS_ITS_LIBRARIES = noClasses()
            .that()
            .resideOutsideOfPackage("org.hotdesk.store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.h2..", "org.jdbi..", "com.zaxxer..", "org.flywaydb..", "org.bouncycastle..", "java.sql..");

    @ArchTest
    static final ArchRule ONLY_MAIN_ASKS_THE_SYSTEM = HouseRules.ONLY_MAIN_ASKS_THE_SYSTEM;

    @ArchTest
    static final ArchRule NO_CYCLES = HouseRules.NO_CYCLES;

    @ArchTest
    static final ArchRule NO_STANDARD_STREAMS = HouseRules.NO_STANDARD_STREAMS;
}

package org.hotdesk.ami.link;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The wrapper around asterisk-java has no holes. */
class LinkArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.hotdesk");

    @Test
    void onlyThisPackage_knowsAsteriskJavasManager() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.hotdesk.ami.link")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.asteriskjava.manager..")
                .check(classes);
    }

    @Test
    void nothingOfTheLibrary_leaksThroughOurPublicMethods() {
        Set<String> open = classes.stream()
                .filter(one -> one.getPackageName().equals("org.hotdesk.ami.link"))
                .filter(LinkArchitectureTest::canBeNamedOutside)
                .flatMap(one -> one.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(method ->
                        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream()))
                .map(JavaClass::getName)
                .filter(name -> name.startsWith("org.asteriskjava"))
                .collect(Collectors.toSet());
        assertThat(open).isEmpty();
    }

    private static boolean canBeNamedOutside(JavaClass one) {
        return one.getModifiers().contains(JavaModifier.PUBLIC)
                && one.getEnclosingClass()
                        .map(LinkArchitectureTest::canBeNamedOutside)
                        .orElse(true);
    }
}

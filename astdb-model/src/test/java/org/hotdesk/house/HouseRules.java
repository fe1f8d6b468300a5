package org.hotdesk.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** Rules on classes that hold in every module; each module's own test checks them on its classes. */
public final class HouseRules {
    private static final Set<String> CLOCKS = Set.of("systemUTC", "systemDefaultZone", "system", "tickMillis");

    /** Environment and system clock come in at one place, so that everything else can be tested with its own. */
    public static final ArchRule ONLY_MAIN_ASKS_THE_SYSTEM = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Main")
            .should()
            .accessTargetWhere(asksTheSystem())
            .allowEmptyShould(true);

    /** Features do not need each other in a circle. */
    public static final ArchRule NO_CYCLES =
            slices().matching("org.hotdesk.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    /** What a program says goes to its log; only commands print. */
    public static final ArchRule NO_STANDARD_STREAMS = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    private HouseRules() {}

    private static DescribedPredicate<JavaAccess<?>> asksTheSystem() {
        return DescribedPredicate.describe("asks for environment or time of the system", access -> {
            JavaClass owner = access.getTargetOwner();
            String name = access.getTarget().getName();
            boolean now = name.equals("now") && owner.getPackageName().equals("java.time");
            return now
                    || (owner.isEquivalentTo(System.class)
                            && (name.equals("getenv") || name.equals("currentTimeMillis")))
                    || (owner.isEquivalentTo(Clock.class) && CLOCKS.contains(name))
                    || (owner.isEquivalentTo(Instant.class) && name.equals("now"));
        });
    }
}

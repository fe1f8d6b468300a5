package org.hotdesk.demo;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test methods a {@link Lab}, fresh for each test method, or one for the whole class where a static
 * {@code @BeforeAll} method takes it first. A lab that cannot run skips the test, or fails it where it is required.
 */
public final class LabExtension implements ExecutionCondition, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(LabExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        // Where the lab is required the parameter cannot be made, and the test fails with the same words.
        return preparation(context, suite(context))
                .fold(
                        ready -> ConditionEvaluationResult.enabled("Asterisk " + ready.version()),
                        unusable -> Lab.isRequired()
                                ? ConditionEvaluationResult.enabled("the lab is required")
                                : ConditionEvaluationResult.disabled(Lab.reason(unusable)));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Lab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        AsteriskInstallation phones = Lab.installation(preparation(context, Suite.UNSTABLE));
        AsteriskInstallation asterisk = Lab.installation(preparation(context, suite(context)));
        // JUnit closes what a store holds when the test, or the class, has ended.
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(Lab.class, key -> new Lab(asterisk, phones.programs()), Lab.class);
    }

    private static Suite suite(ExtensionContext context) {
        return context.getTestClass()
                .flatMap(type -> Optional.ofNullable(type.getAnnotation(LabSuite.class)))
                .map(LabSuite::value)
                .orElse(Suite.UNSTABLE);
    }

    private static Preparation preparation(ExtensionContext context, Suite suite) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(suite, Lab::prepare, Preparation.class);
    }
}

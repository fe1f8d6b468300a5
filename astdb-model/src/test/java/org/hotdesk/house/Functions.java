package org.hotdesk.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Every method and constructor of the sources, as the JDK's own parser sees them. */
final class Functions {
    private Functions() {}

    static List<Function> of(List<SourceTree.Source> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> files =
                sources.stream().<JavaFileObject>map(Text::new).toList();
        var task = (JavacTask) compiler.getTask(null, null, problem -> {}, List.of("-proc:none"), null, files);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<Function> functions = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            new TreeScanner<Void, String>() {
                @Override
                public Void visitClass(ClassTree type, String outer) {
                    return super.visitClass(type, type.getSimpleName().toString());
                }

                @Override
                public Void visitMethod(MethodTree method, String type) {
                    functions.add(function(unit, method, type, positions));
                    return super.visitMethod(method, type);
                }
            }.scan(unit, "");
        }
        return functions;
    }

    private static Function function(
            CompilationUnitTree unit, MethodTree method, String type, SourcePositions positions) {
        long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
        long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
        Set<String> annotations = method.getModifiers().getAnnotations().stream()
                .map(annotation -> annotation.getAnnotationType().toString())
                .collect(Collectors.toSet());
        return new Function(
                unit.getSourceFile().getName(),
                type,
                method.getName().toString(),
                (int) (last - first + 1),
                annotations,
                method.getModifiers().getFlags().contains(Modifier.PRIVATE));
    }

    /**
     * One method or constructor.
     *
     * @param lines from its first annotation to its closing brace
     */
    record Function(String file, String type, String name, int lines, Set<String> annotations, boolean isPrivate) {
        @Override
        public String toString() {
            return file + " " + name + "() " + lines + " lines";
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final SourceTree.Source source;

        Text(SourceTree.Source source) {
            super(URI.create("string:///" + source.shown()), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source.text();
        }
    }
}

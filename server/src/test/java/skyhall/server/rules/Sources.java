package skyhall.server.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The Java sources of all modules, measured by the JDK's own parser.
final class Sources {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Sources() {}

    /// A method with a body and its length in lines, from its first line to its closing brace.
    record Method(Path file, String name, int lines) {}

    /// What was measured in some files.
    record Measured(List<Method> methods, int publicTypes, int otherTypes) {}

    /// All Java files below `src/main` or `src/test` of every module.
    static List<Path> files(String kind) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.toList()) {
                Path folder = module.resolve("src").resolve(kind).resolve("java");
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> below = Files.walk(folder)) {
                        below.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                    }
                }
            }
        }
        return files;
    }

    static int lines(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }

    static Measured measure(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("--release", "25"), null, manager.getJavaFileObjectsFromPaths(files));
            Scanner scanner = new Scanner(Trees.instance(task).getSourcePositions());
            for (CompilationUnitTree unit : task.parse()) {
                scanner.scan(unit, true);
            }
            return new Measured(scanner.methods, scanner.publicTypes, scanner.otherTypes);
        }
    }

    private static final class Scanner extends TreePathScanner<Boolean, Boolean> {
        private final SourcePositions positions;
        private final List<Method> methods = new ArrayList<>();
        private int publicTypes;
        private int otherTypes;

        Scanner(SourcePositions positions) {
            this.positions = positions;
        }

        @Override
        public @Nullable Boolean visitClass(ClassTree type, Boolean unused) {
            if (!type.getSimpleName().isEmpty()) {
                Tree parent = getCurrentPath().getParentPath().getLeaf();
                boolean isMemberOfInterface = parent.getKind() == Tree.Kind.INTERFACE;
                boolean isPublic = type.getModifiers().getFlags().contains(Modifier.PUBLIC) || isMemberOfInterface;
                publicTypes += isPublic ? 1 : 0;
                otherTypes += isPublic ? 0 : 1;
            }
            return super.visitClass(type, unused);
        }

        @Override
        public @Nullable Boolean visitMethod(MethodTree method, Boolean unused) {
            CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
            long end = positions.getEndPosition(unit, method);
            if (method.getBody() != null && end >= 0) {
                long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
                long last = unit.getLineMap().getLineNumber(end);
                Path file = Path.of(unit.getSourceFile().toUri());
                methods.add(new Method(file, method.getName().toString(), (int) (last - first + 1)));
            }
            return super.visitMethod(method, unused);
        }
    }
}

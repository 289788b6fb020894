package org.wabs.server.apidocs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.JavadocProvider;

/// The `///` comments of the server's sources, by class and method, so that nothing has to be said
/// twice. Methods of one name in one class are taken for one.
final class SourceJavadoc implements JavadocProvider {
    private record Comment(
            @Nullable String text, @Nullable String returns, Map<String, String> params) {
        static final Comment NONE = new Comment(null, null, Map.of());
    }

    private final Path sources;
    private final Map<String, Comment> comments = new HashMap<>();

    SourceJavadoc(Path sources) {
        this.sources = sources;
    }

    /// At first use: most servers of tests describe nothing.
    private synchronized Map<String, Comment> comments() {
        if (comments.isEmpty()) read();
        return comments;
    }

    private void read() {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var found = Files.walk(sources)) {
            var paths = found.filter(path -> path.toString().endsWith(".java")).toList();
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(paths));
            var trees = DocTrees.instance(task);
            for (var unit : task.parse()) {
                new Reader(trees, unit.getPackageName() + ".").scan(new TreePath(unit), comments);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reader
            extends TreePathScanner<@Nullable Void, Map<String, Comment>> {
        private final DocTrees trees;
        private final String prefix;
        private final Deque<String> classes = new ArrayDeque<>();

        Reader(DocTrees trees, String prefix) {
            this.trees = trees;
            this.prefix = prefix;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, Map<String, Comment> comments) {
            classes.addLast(tree.getSimpleName().toString());
            comments.put(name(), comment());
            super.visitClass(tree, comments);
            classes.removeLast();
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, Map<String, Comment> comments) {
            comments.put(name() + "#" + tree.getName(), comment());
            return null;
        }

        private String name() {
            return prefix + String.join("$", classes);
        }

        private Comment comment() {
            var tree = trees.getDocCommentTree(getCurrentPath());
            return tree == null ? Comment.NONE : read(tree);
        }

        private static Comment read(DocCommentTree tree) {
            var params = new LinkedHashMap<String, String>();
            String returns = null;
            for (var tag : tree.getBlockTags()) {
                if (tag instanceof ParamTree param)
                    params.put(param.getName().toString(), text(param.getDescription()));
                if (tag instanceof ReturnTree given) returns = text(given.getDescription());
            }
            var text = text(tree.getFullBody());
            return new Comment(text.isEmpty() ? null : text, returns, params);
        }

        private static String text(List<? extends DocTree> parts) {
            return parts.stream()
                    .map(DocTree::toString)
                    .collect(Collectors.joining())
                    .replaceAll("\\[#?([A-Za-z.#]+)]", "$1")
                    .replaceAll("\\s*\\n\\s*", " ")
                    .strip();
        }
    }

    private Comment of(Class<?> type) {
        return comments().getOrDefault(type.getName(), Comment.NONE);
    }

    private Comment of(Method method) {
        return comments()
                .getOrDefault(
                        method.getDeclaringClass().getName() + "#" + method.getName(),
                        Comment.NONE);
    }

    @Override
    public @Nullable String getClassJavadoc(Class<?> type) {
        return of(type).text();
    }

    @Override
    public Map<String, String> getRecordClassParamJavadoc(Class<?> type) {
        return of(type).params();
    }

    @Override
    public @Nullable String getMethodJavadocDescription(Method method) {
        return of(method).text();
    }

    @Override
    public @Nullable String getMethodJavadocReturn(Method method) {
        return of(method).returns();
    }

    @Override
    public Map<String, String> getMethodJavadocThrows(Method method) {
        return Map.of();
    }

    @Override
    public @Nullable String getParamJavadoc(Method method, String name) {
        return of(method).params().get(name);
    }

    @Override
    public @Nullable String getFieldJavadoc(Field field) {
        return of(field.getDeclaringClass()).params().get(field.getName());
    }

    /// A summary is written by hand.
    @Override
    public String getFirstSentence(String text) {
        return "";
    }
}

package org.wabs.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The user that PostgreSQL runs as. It refuses root; so as root it gets a user namespace, in which
/// root's files are still its own, or else an unprivileged id.
///
/// @param prefix words before each command
/// @param uid owner of the files that PostgreSQL touches; -1 when they are ours anyway
record RunAs(List<String> prefix, int uid, int gid) {

    private static final int NOBODY = 65_534;
    private static final int UNCHANGED = -1;
    private static final RunAs SELF = new RunAs(List.of(), UNCHANGED, UNCHANGED);
    private static final RunAs NAMESPACE =
            new RunAs(List.of("unshare", "-U"), UNCHANGED, UNCHANGED);

    static boolean weAreRoot() {
        return new UnixSystem().getUid() == 0;
    }

    /// In order of preference; which of them work is for the caller to try.
    static List<RunAs> candidates(Home home) throws IOException {
        // a container's user may have no name, which initdb does not bear; in a namespace it has
        // one
        if (!weAreRoot()) return List.of(SELF, NAMESPACE);
        if (home.hasData()) {
            var uid = (int) Files.getAttribute(home.data(), "unix:uid");
            var gid = (int) Files.getAttribute(home.data(), "unix:gid");
            if (uid != 0) return List.of(id(uid, gid, false), id(uid, gid, true));
        }
        return List.of(NAMESPACE, id(NOBODY, NOBODY, false), id(NOBODY, NOBODY, true));
    }

    /// @param passing through folders that only root may enter, such as its home
    private static RunAs id(int uid, int gid, boolean passing) {
        var words = new ArrayList<>(List.of("setpriv", "--reuid=" + uid, "--regid=" + gid));
        words.add("--clear-groups");
        if (passing)
            words.addAll(List.of("--inh-caps=+dac_override", "--ambient-caps=+dac_override"));
        return new RunAs(List.copyOf(words), uid, gid);
    }

    List<String> command(Path program, String... arguments) {
        var words = new ArrayList<>(prefix);
        words.add(program.toString());
        words.addAll(List.of(arguments));
        return words;
    }

    /// Gives a file or a folder, with what is in it, to that user.
    void own(Path root) throws IOException {
        if (uid == UNCHANGED) return;
        try (var paths = Files.walk(root)) {
            for (var path : paths.toList()) {
                Files.setAttribute(path, "unix:uid", uid);
                Files.setAttribute(path, "unix:gid", gid);
            }
        }
    }

    boolean owns(Path path) throws IOException {
        return uid == UNCHANGED || (int) Files.getAttribute(path, "unix:uid") == uid;
    }
}

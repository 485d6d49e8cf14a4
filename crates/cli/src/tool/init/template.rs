use clap::ValueEnum;

use super::name::Name;
use crate::tool::source::Source;

/// What a project begins with.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum TemplateName {
    /// A service behind a load balancer.
    #[default]
    FargateService,
    /// Several services behind one load balancer, which call each other.
    Microservices,
    /// A queue, and tasks that work on what waits in it.
    QueueWorker,
    /// A stack with a parameter.
    Empty,
}

/// A file of a project.
pub(super) struct File {
    pub path: &'static str,
    pub text: String,
}

/// What a template has of its own.
struct Own {
    /// The first lines of README.md.
    about: &'static str,
    library: &'static str,
    staging: &'static str,
    production: &'static str,
    /// What is held beside the snapshots.
    tests: &'static str,
    /// What more those tests take from `stackwright_assert`.
    matchers: &'static str,
    /// The features of stackwright that it needs.
    features: &'static [&'static str],
    /// More files, as they are.
    more: &'static [(&'static str, &'static str)],
}

/// The files of a template, by the name of its folder.
macro_rules! own {
    ($folder:literal, $matchers:literal, $features:expr, $more:expr) => {
        Own {
            about: include_str!(concat!("templates/", $folder, "/about.md")),
            library: include_str!(concat!("templates/", $folder, "/lib.rs")),
            staging: include_str!(concat!("templates/", $folder, "/staging.yaml")),
            production: include_str!(concat!("templates/", $folder, "/production.yaml")),
            tests: include_str!(concat!("templates/", $folder, "/tests.rs")),
            matchers: $matchers,
            features: &$features,
            more: &$more,
        }
    };
}

const WORKER: [(&str, &str); 2] = [
    (
        "worker/Dockerfile",
        include_str!("templates/queue-worker/worker/Dockerfile"),
    ),
    (
        "worker/worker.py",
        include_str!("templates/queue-worker/worker/worker.py"),
    ),
];

impl TemplateName {
    fn own(self) -> Own {
        match self {
            TemplateName::FargateService => {
                own!(
                    "fargate-service",
                    "",
                    ["cloudwatch", "diff", "settings", "sns"],
                    []
                )
            }
            TemplateName::Microservices => own!(
                "microservices",
                "array_with, ",
                ["cloudwatch", "diff", "patterns", "settings", "sns"],
                []
            ),
            TemplateName::QueueWorker => own!(
                "queue-worker",
                "",
                ["cloudwatch", "diff", "patterns", "settings", "sns"],
                WORKER
            ),
            TemplateName::Empty => own!("empty", "", ["diff", "settings"], []),
        }
    }

    /// The files of a project.
    pub fn files(self, name: &Name, source: &Source) -> Vec<File> {
        let own = self.own();
        let features: Vec<String> = own
            .features
            .iter()
            .map(|one| format!("\"{one}\""))
            .collect();
        let manifest = include_str!("templates/shared/manifest.toml")
            .replace("PACKAGE", name.package())
            .replace("STACKWRIGHT", &source.dependency("stackwright"))
            .replace("ASSERT", &source.dependency("assert"))
            .replace("FEATURES", &features.join(", "));
        let readme = include_str!("templates/shared/README.md").replace("ABOUT\n", own.about);
        let shared = include_str!("templates/shared/tests.rs");
        let taken = "use stackwright_assert::{Findings, Template, ";
        let tests = shared.replace(taken, &format!("{taken}{}", own.matchers));
        let tests = format!("{tests}\n{}", own.tests);
        let named = |text: &str| {
            text.replace("my-app", &name.dashed())
                .replace("my_app", &name.krate())
                .replace("MyApp", &name.camel())
        };
        let mut files = vec![File {
            path: "Cargo.toml",
            text: manifest,
        }];
        let rest = [
            ("README.md", readme.as_str()),
            (".gitignore", include_str!("templates/shared/gitignore")),
            (
                ".config/insta.yaml",
                include_str!("templates/shared/insta.yaml"),
            ),
            (
                ".github/workflows/infrastructure.yml",
                include_str!("templates/shared/infrastructure.yml"),
            ),
            ("cdk.json", include_str!("templates/shared/cdk.json")),
            ("settings/production.yaml", own.production),
            ("settings/staging.yaml", own.staging),
            ("src/lib.rs", own.library),
            ("src/main.rs", include_str!("templates/shared/main.rs")),
            ("tests/templates.rs", tests.as_str()),
        ];
        let rest = rest.iter().chain(own.more);
        files.extend(rest.map(|(path, text)| File {
            path,
            text: named(text),
        }));
        files
    }
}

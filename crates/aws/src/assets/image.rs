use std::panic::Location;
use std::path::PathBuf;

use stackwright_assets::{Context, Error, Hasher, MOST, one_file, resolve};
use stackwright_codes as codes;
use stackwright_core::{Asset, Contents, Form, ImageBuild, Scope, SourceLine, Text};

use super::build::put;
use super::{BuildCache, BuildSecret, Platform, Pulled};
use crate::ecr::RepositoryHandle;
use crate::units::Size;

/// An image that is built of a directory with a Dockerfile, or was saved to a file, and pushed when
/// the stack is deployed: give it to a [`Container`](crate::ecs::Container).
///
/// It is pushed to the repository of the [bootstrap](stackwright_core::Bootstrap), or to
/// [one of the app](Self::into_repository), with a hash of all that it is made of for a tag: the
/// files that Docker is sent, and what it is told. The same directory has the same hash on every
/// machine: time, owner, and every bit of a mode but the one of programs play no part, and build
/// arguments are sorted. What is ignored is what Docker ignores, by `.dockerignore`, or by
/// `NAME.dockerignore` beside a Dockerfile `NAME`; the Dockerfile is never ignored. Empty
/// directories are not sent, and neither is a directory `cdk.out`.
///
/// It is built for the architecture of its task, and not for that of the machine it is built on;
/// the execution role of the task may pull it.
///
/// A relative path is one from the package that cargo runs, or else from the current directory.
///
/// # Findings
///
/// - `AST101`: the directory cannot be read, or has more than a gibibyte
///   ([`at_most`](Self::at_most)).
/// - `AST102`: its platform is said, and is not that of the task.
/// - `AST103`: neither the task nor the image says for what it is built. Fargate's default is
///   x86-64; tasks elsewhere have none.
/// - `AST104`, `AST105`: the app's repository has no name that is known, or is in the same stack.
///
/// <https://docs.aws.amazon.com/cdk/v2/guide/assets.html>
///
/// ```no_run
/// use stackwright_aws::assets::Image;
/// use stackwright_aws::ecs::{Container, FargateTask, QuarterMemory, TaskSize};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let task = app.stack("Web").add(
///     "Task",
///     FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
///         .container(Container::new("api", Image::directory("api")).port(8080)),
/// );
/// ```
#[derive(Clone, Debug)]
pub struct Image {
    path: PathBuf,
    of: Of,
    platform: Option<(Platform, SourceLine)>,
    repository: Option<RepositoryHandle>,
    name: Option<Text>,
    most: u64,
    line: SourceLine,
}

#[derive(Clone, Debug)]
enum Of {
    Directory(Box<ImageBuild>),
    Saved,
}

/// What a task runs on, and the line that says so.
pub(crate) struct PlatformOf {
    /// Nothing where it may be anything.
    pub platform: Option<Platform>,
    pub line: Option<SourceLine>,
}

impl PlatformOf {
    /// What runs on whatever there is.
    #[cfg(feature = "ecs-managed-instances")]
    pub const ANYTHING: PlatformOf = PlatformOf {
        platform: None,
        line: None,
    };
    /// What runs on Fargate, and says nothing.
    #[cfg(feature = "ecs-express")]
    pub const FARGATE: PlatformOf = PlatformOf {
        platform: Some(Platform::LinuxAmd64),
        line: None,
    };
}

impl Image {
    /// An image that is built of a directory.
    #[track_caller]
    pub fn directory(path: impl Into<PathBuf>) -> Self {
        Image::new(path.into(), Of::Directory(Box::default()), here())
    }

    /// An image that `docker save` has written to a file.
    #[track_caller]
    pub fn tarball(path: impl Into<PathBuf>) -> Self {
        Image::new(path.into(), Of::Saved, here())
    }

    fn new(path: PathBuf, of: Of, line: SourceLine) -> Self {
        Image {
            path,
            of,
            platform: None,
            repository: None,
            name: None,
            most: MOST,
            line,
        }
    }

    fn build(mut self, change: impl FnOnce(&mut ImageBuild)) -> Self {
        if let Of::Directory(build) = &mut self.of {
            change(build);
        }
        self
    }

    /// The Dockerfile, by its path in the directory; `Dockerfile`, if this is not said.
    pub fn dockerfile(self, path: impl Into<String>) -> Self {
        self.build(|build| build.dockerfile = path.into())
    }

    /// The stage that is built; the last one, if this is not said.
    pub fn target(self, stage: impl Into<Text>) -> Self {
        self.build(|build| build.target = Some(stage.into()))
    }

    /// Sets a build argument: `ARG` in the Dockerfile. The image shows it to everybody; see
    /// [`build_secret`](Self::build_secret).
    pub fn build_arg(self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.build(|build| put(&mut build.args, name.into(), value.into()))
    }

    /// Lets the build read a secret.
    pub fn build_secret(self, id: impl Into<Text>, secret: BuildSecret) -> Self {
        self.build(|build| put(&mut build.secrets, id.into(), secret.into_text()))
    }

    /// Lets steps use the agent or keys of SSH of whoever deploys, as `default`.
    pub fn build_ssh(self, agent: impl Into<Text>) -> Self {
        self.build(|build| build.ssh = Some(agent.into()))
    }

    /// The network that steps have, as `host` or `none`.
    pub fn build_network(self, mode: impl Into<Text>) -> Self {
        self.build(|build| build.network = Some(mode.into()))
    }

    /// Looks for layers in a cache; said again, in another one, too.
    pub fn cache_from(self, cache: BuildCache) -> Self {
        self.build(|build| build.cache_from.push(cache.into_option()))
    }

    /// Keeps layers in a cache.
    pub fn cache_to(self, cache: BuildCache) -> Self {
        self.build(|build| build.cache_to = Some(cache.into_option()))
    }

    /// Builds every layer anew.
    pub fn without_cache(self) -> Self {
        self.build(|build| build.without_cache = true)
    }

    /// What it runs on, where the task does not say so; another than the task's is an error.
    #[track_caller]
    pub fn platform(mut self, platform: Platform) -> Self {
        self.platform = Some((platform, here()));
        self
    }

    /// Pushes it to a repository of the app, which has a name and is in another stack, or exists.
    /// Whoever deploys needs the right to push there.
    pub fn into_repository(mut self, repository: impl Into<RepositoryHandle>) -> Self {
        self.repository = Some(repository.into());
        self
    }

    /// What command lines call it; the path of what uses it, if this is not said.
    pub fn named(mut self, name: impl Into<Text>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// How much its files may have altogether; 1 GiB, if this is not said.
    pub fn at_most(mut self, size: Size) -> Self {
        self.most = u64::try_from(size.as_mib()).unwrap_or(0) << 20;
        self
    }

    /// Has it published for what runs it; nothing, and a finding, if that cannot be.
    pub(crate) fn publish(mut self, on: &PlatformOf, id: &str, scope: Scope<'_>) -> Option<Pulled> {
        self.settle_platform(on, scope);
        let (line, name) = (self.line, self.name.take());
        let repository = self.repository;
        let to = match repository {
            Some(repository) => Some(Pulled::name_of(repository, line, scope)?),
            None => None,
        };
        let (asset, found) = match self.into_asset(to) {
            Ok(asset) => (Some(asset), None),
            Err(error) => (None, Some(unreadable(&error, line))),
        };
        found.into_iter().for_each(|found| scope.report(found));
        let images = match scope.find("Images") {
            Some(_) => scope.app().scope_of(scope.find("Images")?),
            None => scope.scope("Images"),
        };
        let mut asset = asset?;
        asset.name = name;
        let published = images.scope(id.to_owned()).asset(asset);
        Some(Pulled::new(published, repository))
    }

    fn settle_platform(&mut self, on: &PlatformOf, scope: Scope<'_>) {
        let Of::Directory(build) = &mut self.of else {
            return;
        };
        let said = match (&self.platform, &on.platform) {
            (Some((own, line)), Some(of_task)) if own != of_task => {
                let message = format!("an image for `{own}` in a task for `{of_task}`");
                let mut found = codes::AST102.finding(message);
                found.source.push(*line);
                found.source.extend(on.line);
                scope.report(found);
                Some(own)
            }
            (Some((own, _)), _) => Some(own),
            (None, of_task) => of_task.as_ref(),
        };
        match said {
            Some(platform) => build.platform = Some(platform.to_string().into()),
            None => {
                let path = self.path.display();
                let message = format!("an image of `{path}` whose platform nobody says");
                let mut found = codes::AST103.finding(message);
                found.source.push(self.line);
                scope.report(found);
            }
        }
    }

    fn into_asset(self, repository: Option<Text>) -> Result<Asset, Error> {
        let path = resolve(&self.path);
        let (hash, contents, form) = match self.of {
            Of::Directory(mut build) => {
                let dockerfile = match build.dockerfile.as_str() {
                    "" => "Dockerfile",
                    said => said,
                };
                let context = Context::of(&path, dockerfile, self.most)?;
                context.dockerfile().clone_into(&mut build.dockerfile);
                let files = context.files();
                let hash = told(&build)
                    .part("files", files.digest()?.to_string())
                    .end();
                let contents = Contents::Directory(files.clone());
                (hash, contents, Form::Image(build))
            }
            Of::Saved => {
                let hash = one_file(&path, self.most)?;
                (hash, Contents::File(path), Form::SavedImage)
            }
        };
        Ok(Asset {
            hash,
            contents,
            form,
            repository,
            name: None,
        })
    }
}

/// A hash of what Docker is told, as far as it makes another image: not of caches.
fn told(build: &ImageBuild) -> Hasher {
    let mut hasher = Hasher::new().part("dockerfile", &build.dockerfile);
    let texts = [
        ("target", &build.target),
        ("ssh", &build.ssh),
        ("platform", &build.platform),
        ("network", &build.network),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            hasher = hasher.part(name, &**text);
        }
    }
    for (name, value) in &build.args {
        hasher = hasher.part("argument", &**name).part("is", &**value);
    }
    for (id, _) in &build.secrets {
        hasher = hasher.part("secret", &**id);
    }
    hasher
}

/// What is wrong with a file or a directory.
pub(super) fn unreadable(error: &Error, line: SourceLine) -> stackwright_core::Diagnostic {
    let found = codes::AST101.finding(error.to_string());
    let mut found = found.help(error.way_out());
    found.source.push(line);
    found
}

/// The line of whoever calls.
#[track_caller]
pub(crate) fn here() -> SourceLine {
    let location = Location::caller();
    SourceLine {
        file: location.file(),
        line: location.line(),
        column: location.column(),
    }
}

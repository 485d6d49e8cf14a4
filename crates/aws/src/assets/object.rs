use std::path::PathBuf;

use stackwright_assets::{Error, Files, Ignore, MOST, one_file, resolve};
use stackwright_core::{
    Asset, Construct, Contents, Form, Handle, NodeId, Scope, SourceLine, Str, Text, Value, sub,
};

use super::image::{here, unreadable};
use crate::iam::{Grant, Statement};
use crate::units::Size;

/// A file that is put into the bucket of the [bootstrap](stackwright_core::Bootstrap) when the stack
/// is deployed, under a key that is the hash of its content and ends as its name does.
///
/// It adds no resource. A relative path is one from the package that cargo runs, or else from the
/// current directory. What cannot be read, or has more than a gibibyte, is the error `AST101`.
///
/// <https://docs.aws.amazon.com/cdk/v2/guide/assets.html>
///
/// ```no_run
/// use stackwright_aws::assets::FileAsset;
/// use stackwright_aws::ecs::{Container, EnvironmentFile};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let settings = app.stack("Web").add("Settings", FileAsset::new("settings/web.env"));
/// let web = Container::new("web", "public.ecr.aws/nginx/nginx:1.27")
///     .environment_file(EnvironmentFile::asset(settings));
/// ```
#[derive(Clone, Debug)]
pub struct FileAsset {
    path: PathBuf,
    most: u64,
    line: SourceLine,
}

impl FileAsset {
    /// The file at this path.
    #[track_caller]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        FileAsset {
            path: path.into(),
            most: MOST,
            line: here(),
        }
    }

    /// How much it may have; 1 GiB, if this is not said.
    pub fn at_most(mut self, size: Size) -> Self {
        self.most = bytes(size);
        self
    }

    fn into_asset(self) -> Result<Asset, Error> {
        let path = resolve(&self.path);
        let ending = ending(&path);
        Ok(asset(
            one_file(&path, self.most)?,
            Contents::File(path),
            Form::File(ending),
        ))
    }
}

impl Construct for FileAsset {
    type Handle = AssetHandle;

    fn build(self, scope: Scope<'_>) -> AssetHandle {
        let line = self.line;
        AssetHandle::of(self.into_asset(), line, scope)
    }
}

/// A directory that is put as a ZIP archive into the bucket of the
/// [bootstrap](stackwright_core::Bootstrap) when the stack is deployed, under a key that is the hash
/// of its files.
///
/// The same directory has the same hash, and the same archive, on every machine: the one bit of a
/// mode that programs have is hashed and packed, and no other; no time, no owner. Links are packed
/// as what they lead to, and those that lead out of the directory are an error; empty directories,
/// and a directory `cdk.out`, are not packed. Nothing else is left out unless it is
/// [said](Self::leave_out).
///
/// It adds no resource. A relative path is one from the package that cargo runs, or else from the
/// current directory. What cannot be read, or has more than a gibibyte, is the error `AST101`.
///
/// <https://docs.aws.amazon.com/cdk/v2/guide/assets.html>
///
/// ```no_run
/// use stackwright_aws::assets::DirectoryAsset;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let site = DirectoryAsset::new("site").leave_out(["**/*.md", "drafts"]);
/// let site = app.stack("Web").add("Site", site);
/// ```
#[derive(Clone, Debug)]
pub struct DirectoryAsset {
    path: PathBuf,
    left_out: Vec<String>,
    most: u64,
    line: SourceLine,
}

impl DirectoryAsset {
    /// The directory at this path.
    #[track_caller]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        DirectoryAsset {
            path: path.into(),
            left_out: Vec::new(),
            most: MOST,
            line: here(),
        }
    }

    /// Leaves out what matches a line: patterns as in `.dockerignore`, where `*.md` is for the top,
    /// `**/*.md` for all, and `!` takes back.
    pub fn leave_out<L: Into<String>>(mut self, lines: impl IntoIterator<Item = L>) -> Self {
        self.left_out.extend(lines.into_iter().map(Into::into));
        self
    }

    /// How much its files may have altogether; 1 GiB, if this is not said.
    pub fn at_most(mut self, size: Size) -> Self {
        self.most = bytes(size);
        self
    }

    fn into_asset(self) -> Result<Asset, Error> {
        let path = resolve(&self.path);
        let ignore = Ignore::parse(&self.left_out.join("\n"));
        let ignore = ignore.map_err(|source| Error::Pattern {
            path: path.clone(),
            source,
        })?;
        let files = Files::below(&path, &ignore, self.most)?;
        files.stay_inside()?;
        let hash = files.digest()?;
        Ok(asset(hash, Contents::Directory(files), Form::Archive))
    }
}

impl Construct for DirectoryAsset {
    type Handle = AssetHandle;

    fn build(self, scope: Scope<'_>) -> AssetHandle {
        let line = self.line;
        AssetHandle::of(self.into_asset(), line, scope)
    }
}

/// Names a file or an archive in a bucket.
#[derive(Clone, Copy, Debug)]
pub struct AssetHandle(NodeId);

impl Handle for AssetHandle {
    fn node(self) -> NodeId {
        self.0
    }
}

impl AssetHandle {
    fn of(asset: Result<Asset, Error>, line: SourceLine, scope: Scope<'_>) -> Self {
        match asset {
            Ok(asset) => {
                let published = scope.asset(asset);
                let (bucket, key) = (published.home(), published.key());
                scope.define("Arn", sub!("arn:{AWS::Partition}:s3:::{bucket}/{key}"));
                scope.define("BucketArn", sub!("arn:{AWS::Partition}:s3:::{bucket}"));
                scope.define("BucketName", bucket);
                scope.define("Key", key);
            }
            Err(error) => {
                scope.report(unreadable(&error, line));
                // So that nothing more is found where it is used.
                for name in ["Arn", "BucketArn", "BucketName", "Key"] {
                    scope.define(name, stackwright_core::import_value::<Str>("unresolved"));
                }
            }
        }
        AssetHandle(scope.node())
    }

    /// The name of the bucket.
    pub fn bucket_name(self) -> Value<Str> {
        Value::attribute(self.0, "BucketName")
    }

    /// The ARN of the bucket.
    pub fn bucket_arn(self) -> Value<Str> {
        Value::attribute(self.0, "BucketArn")
    }

    /// The key of the object.
    pub fn key(self) -> Value<Str> {
        Value::attribute(self.0, "Key")
    }

    /// The ARN of the object.
    pub fn arn(self) -> Value<Str> {
        Value::attribute(self.0, "Arn")
    }

    /// `s3://BUCKET/KEY`.
    pub fn s3_url(self) -> Value<Str> {
        let (bucket, key) = (self.bucket_name(), self.key());
        sub!("s3://{bucket}/{key}")
    }

    /// `https://s3.REGION.amazonaws.com/BUCKET/KEY`, for services that take the object by it.
    pub fn https_url(self) -> Value<Str> {
        let (bucket, key) = (self.bucket_name(), self.key());
        sub!("https://s3.{AWS::Region}.{AWS::URLSuffix}/{bucket}/{key}")
    }

    /// The right to read it.
    pub fn read(self) -> Grant {
        Grant::from([
            Statement::allow(["s3:GetObject"]).on([self.arn()]),
            Statement::allow(["s3:GetBucketLocation"]).on([self.bucket_arn()]),
        ])
    }
}

fn asset(hash: stackwright_assets::Digest, contents: Contents, form: Form) -> Asset {
    Asset {
        hash,
        contents,
        form,
        repository: None,
        name: None,
    }
}

fn bytes(size: Size) -> u64 {
    u64::try_from(size.as_mib()).unwrap_or(0) << 20
}

/// What a name ends with from its last dot on: `.env` of `web.env`, and of `.env`.
fn ending(path: &std::path::Path) -> Text {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = name.rfind('.').and_then(|at| name.get(at..));
    let is_plain = |ending: &&str| {
        let mut letters = ending.chars().skip(1);
        letters.all(|letter| letter.is_ascii_alphanumeric()) && ending.len() > 1
    };
    ending
        .filter(is_plain)
        .unwrap_or_default()
        .to_owned()
        .into()
}

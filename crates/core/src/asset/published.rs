use std::path::PathBuf;

use stackwright_assets::{Digest, Files};
use stackwright_template::Text;

use super::ImageBuild;
use super::bootstrap::expr;
use crate::graph::{Graph, Kind};
use crate::value::{Expr, Str, Value};
use crate::{NodeId, Scope};

/// Something that is published before the stack is deployed: a file or an archive in a bucket, or
/// an image in a repository.
#[derive(Clone, Debug)]
pub struct Asset {
    /// What tells its content apart: assets of one hash are one.
    pub hash: Digest,
    /// What is copied beside the templates.
    pub contents: Contents,
    /// What becomes of it.
    pub form: Form,
    /// The repository for an image that is not the one of the bootstrap, by its name.
    pub repository: Option<Text>,
    /// What command lines call it; the path of what has it published, if this is not said.
    pub name: Option<Text>,
}

/// What is copied beside the templates.
#[derive(Clone, Debug)]
pub enum Contents {
    /// One file.
    File(PathBuf),
    /// What belongs to a directory.
    Directory(Files),
}

/// What becomes of an asset.
#[derive(Clone, Debug)]
pub enum Form {
    /// A file in a bucket, whose key ends with this, as `.env`.
    File(Text),
    /// A ZIP archive of a directory, in a bucket.
    Archive,
    /// An image that is built of a directory.
    Image(Box<ImageBuild>),
    /// An image that `docker save` has written to a file.
    SavedImage,
}

impl Asset {
    /// Its name in the bucket, or the tag of the image.
    pub fn key(&self) -> String {
        match &self.form {
            Form::File(ending) => format!("{}{ending}", self.hash),
            Form::Archive => format!("{}.zip", self.hash),
            Form::Image(_) | Form::SavedImage => self.hash.to_string(),
        }
    }

    /// What its copy beside the templates is called.
    pub fn file_name(&self) -> String {
        match &self.form {
            Form::File(ending) => format!("asset.{}{ending}", self.hash),
            Form::SavedImage => format!("asset.{}.tar", self.hash),
            Form::Archive | Form::Image(_) => format!("asset.{}", self.hash),
        }
    }

    /// Whether it is an image.
    pub fn is_image(&self) -> bool {
        matches!(self.form, Form::Image(_) | Form::SavedImage)
    }
}

/// Where an asset is once it is published. The values are what the template says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published(NodeId);

const HOME: &str = "AssetHome";
const KEY: &str = "AssetKey";

impl Published {
    /// The name of the bucket, or of the repository.
    pub fn home(self) -> Value<Str> {
        Value::attribute(self.0, HOME)
    }

    /// The key of the object, or the tag of the image.
    pub fn key(self) -> Value<Str> {
        Value::attribute(self.0, KEY)
    }
}

impl Scope<'_> {
    /// Has an asset published before the stack of this scope is deployed. A scope has at most one.
    ///
    /// Where it goes is what is said of the stack or the app in the end
    /// ([`Stack::bootstrap`](crate::Stack::bootstrap)), so the values wait for that.
    pub fn asset(self, asset: Asset) -> Published {
        self.app().graph_mut().assets.push((self.node(), asset));
        Published(self.node())
    }
}

/// Says where assets are, now that it is known what the program says of its stacks.
pub(crate) fn resolve(graph: &mut Graph) {
    let assets = std::mem::take(&mut graph.assets);
    for (node, asset) in &assets {
        let bootstrap = graph.bootstrap_of(*node);
        let home = match (&asset.repository, asset.is_image()) {
            (Some(name), _) => Expr::Str(name.clone()),
            (None, true) => expr(&bootstrap.repository_name()),
            (None, false) => expr(&bootstrap.bucket_name()),
        };
        let key = Expr::Str(asset.key().into());
        if let Some(node) = graph.get_mut(*node) {
            // Another synthesis may have said it before.
            node.attributes
                .retain(|(name, _)| name != HOME && name != KEY);
            node.attributes.push((Text::Borrowed(HOME), home));
            node.attributes.push((Text::Borrowed(KEY), key));
        }
    }
    graph.assets = assets;
}

impl Graph {
    /// What is said of the stack that a node is in, or else of the app.
    pub fn bootstrap_of(&self, node: NodeId) -> super::Bootstrap {
        let stack = self.root_stack_of(node);
        let stack = stack.and_then(|stack| self.get(stack));
        let said = match stack.map(|stack| &stack.kind) {
            Some(Kind::Stack(data)) => data.bootstrap.as_ref(),
            _ => None,
        };
        said.unwrap_or(&self.bootstrap).clone()
    }

    /// The assets of a stack and of the stacks in it, with their names.
    pub fn assets_of(&self, stack: NodeId) -> Vec<(String, Asset)> {
        let assets = self.assets.iter();
        let own = assets.filter(|(node, _)| self.root_stack_of(*node) == Some(stack));
        own.map(|(node, asset)| match &asset.name {
            Some(name) => (name.to_string(), asset.clone()),
            None => (self.path(*node), asset.clone()),
        })
        .collect()
    }
}

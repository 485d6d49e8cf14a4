use stackwright_cfn::efs as cfn;
use stackwright_core::{
    Construct, Handle, IntoValue, ResourceHandle, Scope, Str, Text, Value, With, handle, sub,
};

use super::FileSystemHandle;

/// A folder of a file system, as whoever comes by it sees it: as the root, and as one user of it.
/// A container mounts it as a volume, and it then is a part of the task.
///
/// Unless said otherwise, everybody who comes by it is user and group 1000; the folder is made
/// where it is not there, belongs to them, and others may look into it (`755`). Every change of it
/// makes a new one; the files stay.
///
/// <https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html>
///
/// ```
/// use stackwright_aws::ecs::Container;
/// use stackwright_aws::efs::FileSystemHandle;
///
/// fn app(files: FileSystemHandle) -> Container {
///     Container::new("app", "app:1").mount("/data", files.access_point("/app").user(1001))
/// }
/// ```
#[derive(Clone, Debug)]
pub struct AccessPoint {
    files: FileSystemHandle,
    path: Text,
    user: u32,
    group: u32,
    secondary: Vec<u32>,
    permissions: Text,
}

impl FileSystemHandle {
    /// A folder of it, by its path, as `/app`: at most 4 folders deep.
    pub fn access_point(self, path: impl Into<Text>) -> AccessPoint {
        AccessPoint {
            files: self,
            path: path.into(),
            user: 1000,
            group: 1000,
            secondary: Vec::new(),
            permissions: "755".into(),
        }
    }
}

impl AccessPoint {
    /// Who everybody is that comes by it: a user, and the group of the same number.
    pub fn user(mut self, id: u32) -> Self {
        (self.user, self.group) = (id, id);
        self
    }

    /// Of which group that user is.
    pub fn group(mut self, id: u32) -> Self {
        self.group = id;
        self
    }

    /// Of which others: at most 16.
    pub fn secondary_groups(mut self, ids: impl IntoIterator<Item = u32>) -> Self {
        self.secondary = ids.into_iter().collect();
        self
    }

    /// What may be done in the folder if it is made, as `750`.
    pub fn permissions(mut self, octal: impl Into<Text>) -> Self {
        self.permissions = octal.into();
        self
    }

    /// An access point that exists, by its id, of a file system.
    pub fn imported(files: FileSystemHandle, id: impl IntoValue<Str>) -> ImportedAccessPoint {
        ImportedAccessPoint {
            files,
            id: id.into_value(),
        }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let words = self.path.split(move |c: char| !is_part(c));
        words.filter(|word| !word.is_empty())
    }

    /// `app-data` of `/app/data`.
    pub(crate) fn volume_name(&self) -> String {
        let words: Vec<&str> = self.words().collect();
        match words.is_empty() {
            true => "files".to_owned(),
            false => words.join("-"),
        }
    }

    /// `AccessPointAppData` of `/app/data`: of the path, so that another volume changes none.
    pub(crate) fn id(&self) -> String {
        let mut id = "AccessPoint".to_owned();
        for word in self.words() {
            let mut letters = word.chars().filter(char::is_ascii_alphanumeric);
            id.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            id.extend(letters);
        }
        id
    }
}

impl Construct for AccessPoint {
    type Handle = AccessPointHandle;

    fn build(self, scope: Scope<'_>) -> AccessPointHandle {
        let text = |number: u32| number.to_string();
        let secondary: Vec<String> = self.secondary.into_iter().map(text).collect();
        let secondary = (!secondary.is_empty()).then_some(secondary);
        let user = cfn::access_point::PosixUser::new()
            .uid(text(self.user))
            .gid(text(self.group))
            .with(secondary, |user, groups| user.secondary_gids(groups));
        let creation = cfn::access_point::CreationInfo::new()
            .owner_uid(text(self.user))
            .owner_gid(text(self.group))
            .permissions(self.permissions);
        let root = cfn::access_point::RootDirectory::new()
            .path(self.path)
            .creation_info(creation);
        let point = cfn::AccessPoint::new()
            .file_system_id(self.files.reference())
            .posix_user(user)
            .root_directory(root);
        scope.set_primary(scope.add("Resource", point));
        AccessPointHandle::new(scope, ResourceHandle::from_node(scope.node()), self.files)
    }
}

/// An access point that exists; see [`AccessPoint::imported`].
#[derive(Clone, Debug)]
pub struct ImportedAccessPoint {
    files: FileSystemHandle,
    id: Value<Str>,
}

impl Construct for ImportedAccessPoint {
    type Handle = AccessPointHandle;

    fn build(self, scope: Scope<'_>) -> AccessPointHandle {
        let id = &self.id;
        let arn = sub!(
            "arn:{AWS::Partition}:elasticfilesystem:{AWS::Region}:{AWS::AccountId}:access-point/{id}"
        );
        scope.define("Arn", arn);
        scope.define("AccessPointId", self.id.clone());
        scope.define("Ref", self.id);
        AccessPointHandle::new(scope, ResourceHandle::from_node(scope.node()), self.files)
    }
}

handle! {
    /// Names an access point.
    pub struct AccessPointHandle {
        /// The resource, to [`edit`](Scope::edit) it.
        main resource: cfn::AccessPointHandle,
        /// The file system that it shows a folder of.
        files: FileSystemHandle,
    }
}

impl AccessPointHandle {
    /// Its ARN.
    pub fn arn(self) -> Value<Str> {
        Value::attribute(self.node(), "Arn")
    }
}

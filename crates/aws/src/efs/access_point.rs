use stackwright_cfn::efs as cfn;
use stackwright_core::{
    Construct, Handle, IntoValue, ResourceHandle, Scope, Str, Text, Value, With, handle, sub,
};

use super::FileSystemHandle;
use super::folder::{Folder, folder_setters};

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
    pub(crate) folder: Folder,
}

impl FileSystemHandle {
    /// A folder of it, by its path, as `/app`: at most 4 folders deep.
    pub fn access_point(self, path: impl Into<Text>) -> AccessPoint {
        AccessPoint {
            files: self,
            folder: Folder::new(path.into()),
        }
    }
}

folder_setters!(AccessPoint);

impl AccessPoint {
    /// An access point that exists, by its id, of a file system.
    pub fn imported(files: FileSystemHandle, id: impl IntoValue<Str>) -> ImportedAccessPoint {
        ImportedAccessPoint {
            files,
            id: id.into_value(),
        }
    }
}

impl Construct for AccessPoint {
    type Handle = AccessPointHandle;

    fn build(self, scope: Scope<'_>) -> AccessPointHandle {
        let folder = self.folder;
        let (user, group) = (folder.user.to_string(), folder.group.to_string());
        let creation = cfn::access_point::CreationInfo::new()
            .owner_uid(user.clone())
            .owner_gid(group.clone())
            .permissions(folder.permissions.clone());
        let user = cfn::access_point::PosixUser::new()
            .uid(user)
            .gid(group)
            .with(folder.secondary_gids(), |user, groups| {
                user.secondary_gids(groups)
            });
        let root = cfn::access_point::RootDirectory::new()
            .path(folder.path)
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

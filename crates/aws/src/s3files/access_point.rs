use stackwright_cfn::s3files as cfn;
use stackwright_core::{
    Construct, Handle, IntoValue, ResourceHandle, Scope, Str, Text, Value, With, handle,
};

use super::FileSystemHandle;
use crate::efs::{Folder, folder_setters};

/// A folder of a file system of S3 Files, as whoever comes by it sees it: as the root, and as one
/// user of it. A container mounts it as a volume, and it then is a part of the task.
///
/// Unless said otherwise, everybody who comes by it is user and group 1000; the folder is made where it
/// is not there, belongs to them, and others may look into it (`755`). Every change of it makes a new
/// one; the files stay.
///
/// ```
/// use stackwright_aws::ecs::Container;
/// use stackwright_aws::s3files::FileSystemHandle;
///
/// fn app(models: FileSystemHandle) -> Container {
///     Container::new("app", "app:1").mount_read_only("/models", models.access_point("/current"))
/// }
/// ```
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-access-points-creating.html>
#[derive(Clone, Debug)]
pub struct AccessPoint {
    pub(crate) files: FileSystemHandle,
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
    /// An access point that exists, by its ARN, of a file system, with the path of its folder.
    pub fn imported(
        files: FileSystemHandle,
        arn: impl IntoValue<Str>,
        path: impl Into<Text>,
    ) -> ImportedAccessPoint {
        ImportedAccessPoint {
            files,
            arn: arn.into_value(),
            path: path.into(),
        }
    }
}

/// Kept on an access point: the path of its folder.
pub(crate) struct Shows(pub Text);

impl Construct for AccessPoint {
    type Handle = AccessPointHandle;

    fn build(self, scope: Scope<'_>) -> AccessPointHandle {
        let folder = self.folder;
        let (user, group) = (folder.user.to_string(), folder.group.to_string());
        let creation = cfn::access_point::CreationPermissions::new()
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
            .path(folder.path.clone())
            .creation_permissions(creation);
        let point = cfn::AccessPoint::new()
            .file_system_id(self.files.file_system_id())
            .posix_user(user)
            .root_directory(root);
        scope.set_primary(scope.add("Resource", point));
        scope.set_data(Shows(folder.path));
        AccessPointHandle::new(scope, ResourceHandle::from_node(scope.node()), self.files)
    }
}

/// An access point that exists; see [`AccessPoint::imported`].
#[derive(Clone, Debug)]
pub struct ImportedAccessPoint {
    files: FileSystemHandle,
    arn: Value<Str>,
    path: Text,
}

impl Construct for ImportedAccessPoint {
    type Handle = AccessPointHandle;

    fn build(self, scope: Scope<'_>) -> AccessPointHandle {
        scope.define("AccessPointArn", self.arn);
        scope.set_data(Shows(self.path));
        AccessPointHandle::new(scope, ResourceHandle::from_node(scope.node()), self.files)
    }
}

handle! {
    /// Names an access point of S3 Files.
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
        Value::attribute(self.node(), "AccessPointArn")
    }

    /// The path of its folder.
    pub(crate) fn shows(self, scope: Scope<'_>) -> Text {
        let shows = scope.data::<Shows>(self);
        shows.map(|shows| shows.0.clone()).unwrap_or_default()
    }
}

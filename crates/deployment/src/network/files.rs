//! File systems of Amazon EFS in the network.

use super::{Groups, Party, blocks_of};
use crate::{Deployment, Property, Service};

/// The volumes of a service's tasks on file systems of this template: what names the file system,
/// and the file system.
pub fn volumes<'d>(service: &Service<'d>) -> Vec<(Property<'d>, Property<'d>)> {
    let volumes = service.task.map(|task| task.get("Volumes").items().known);
    let volumes = volumes.into_iter().flatten();
    let of_files = volumes.filter_map(|volume| {
        let named = volume.get("EFSVolumeConfiguration/FilesystemId");
        let files = named.target_of(&["AWS::EFS::FileSystem"])?;
        Some((named, files))
    });
    of_files.collect()
}

/// The mount targets of a file system.
pub fn mount_targets<'d>(
    deployment: &'d Deployment<'d>,
    files: &Property<'d>,
) -> Vec<Property<'d>> {
    let targets = deployment.resources_of("AWS::EFS::MountTarget");
    let of_files = targets.filter(|target| {
        let named = target.get("FileSystemId");
        let own = named.target_of(&["AWS::EFS::FileSystem"]);
        own.is_some_and(|own| own.id() == files.id())
    });
    of_files.collect()
}

/// What a mount target is when it is spoken to.
pub fn party_of_mount_target<'d>(target: &Property<'d>) -> Party<'d> {
    let deployment = target.deployment();
    let home = deployment.home_of(target);
    let subnets = [target.get("SubnetId")];
    Party {
        groups: Groups::of(target.get("SecurityGroups"), home.as_ref()),
        blocks: blocks_of(deployment, &subnets, true, home.as_ref()),
    }
}

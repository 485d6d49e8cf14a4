use super::row::{Area, groups};

/// What is published beside the templates.
pub(super) const AREA: Area = Area {
    title: "Assets: images of directories, files, archives",
    groups: groups! {
        "DockerImageAsset", "`DockerImageAssetProps`, and `ContainerImage.fromAsset`." {
            "directory", "ContainerDefinitions.Image" => better "Image::directory", "relative to the package that cargo runs, wherever it is called", proof = crate::aws::assets::an_image_of_a_directory_is_built_for_its_task_and_may_be_pulled;
            "file", "" => better "dockerfile", "the Dockerfile that is named is always sent, and one outside is an error (AST101): AWS CDK names what it does not stage", proof = crate::aws::assets::every_option_of_a_build;
            "platform", "RuntimePlatform" => better "platform", "that of the task, where AWS CDK takes the machine's; another one is an error with both lines (AST102), and nobody's, too (AST103)", proof = crate::aws::assets::the_platform_is_that_of_the_task_and_not_of_the_machine;
            "target", "" => yes "target", proof = crate::aws::assets::every_option_of_a_build;
            "buildArgs", "" => better "build_arg", "sorted before they are hashed, so that their order makes no new image", proof = crate::aws::assets::what_makes_the_same_image_has_the_same_hash;
            "buildSecrets", "" => better "build_secret", "what a secret is plays no part in the hash", proof = crate::aws::assets::what_makes_the_same_image_has_the_same_hash;
            "buildSsh", "" => yes "build_ssh", proof = crate::aws::assets::every_option_of_a_build;
            "networkMode", "" => yes "build_network", proof = crate::aws::assets::every_option_of_a_build;
            "cacheFrom, cacheTo, cacheDisabled", "" => yes "cache_from, cache_to, without_cache", proof = crate::aws::assets::every_option_of_a_build;
            "assetName, displayName", "" => yes "named", proof = crate::aws::assets::every_option_of_a_build;
            "exclude, ignoreMode", "" => better "`.dockerignore`", "as Docker reads it, and that of the Dockerfile before the directory's; one mode", proof = crate::aws::assets::an_image_of_a_directory_is_built_for_its_task_and_may_be_pulled;
            "invalidation", "" => better "Image", "whatever makes another image makes another hash, and nothing else", proof = crate::aws::assets::what_makes_another_image_has_another_hash;
            "extraHash", "" => no "a build argument that nothing reads does the same, and says so";
            "buildContexts", "" => no "older command lines leave them out without a word, so that the image is another one";
            "outputs", "" => no "the command line pushes what Docker has; other outputs do not reach the repository";
            "followSymlinks", "" => no "Docker follows no links, so the image would be another one";
            "grant pull", "" => better "Container::new", "to the execution role, and to the repository alone", proof = crate::aws::assets::an_image_of_a_directory_is_built_for_its_task_and_may_be_pulled;
            "a repository of the app", "" => better "into_repository", "with rules of its own for what is given up, where AWS CDK has one repository for all", proof = crate::aws::assets::an_image_goes_into_a_repository_of_the_app;
            "TarballImageAsset", "" => yes "Image::tarball", proof = crate::aws::assets::a_saved_image_is_published_as_it_is;
        }
        "Asset", "`AssetProps` of aws-s3-assets, and attributes of `Asset`." {
            "path of a file", "" => yes "FileAsset::new", proof = crate::aws::assets::a_file_with_variables_is_published_and_read_by_the_task;
            "path of a directory", "" => better "DirectoryAsset::new", "the mode that is packed is hashed, and what is read is never taken from a cache by size and time", proof = crate::aws::assets::a_directory_is_packed_without_what_is_left_out;
            "exclude, ignoreMode", "" => better "leave_out", "one mode, that of `.dockerignore`, in which `*` is for `.env`, too", proof = crate::aws::assets::a_directory_is_packed_without_what_is_left_out;
            "followSymlinks", "" => no "the packer follows links; one that leads out of the directory is an error";
            "readers, grantRead", "" => yes "AssetHandle::read", proof = crate::aws::assets::a_file_with_variables_is_published_and_read_by_the_task;
            "s3BucketName, s3ObjectKey, s3ObjectUrl, httpUrl", "" => yes "bucket_name, key, s3_url, https_url", proof = crate::aws::assets::a_directory_is_packed_without_what_is_left_out;
            "bundling", "" => no "a program is compiled before it describes what is deployed; cargo has build scripts";
            "deployTime", "" => no "a rule for what is deleted, by a prefix that the bucket's owner has to know of";
            "EnvironmentFile.fromAsset", "EnvironmentFiles" => yes "EnvironmentFile::asset", proof = crate::aws::assets::a_file_with_variables_is_published_and_read_by_the_task;
        }
        "aws-ecr", "`RepositoryProps`, methods and statics of `Repository`; the other construct of the package." {
            "repositoryName, encryption, encryptionKey, emptyOnDelete, removalPolicy", "AWS::ECR::Repository" => yes "EcrRepository", proof = crate::aws::ecr::every_option;
            "encryption: KMS of AWS's own", "EncryptionConfiguration" => yes "Encryption::KmsManaged", proof = crate::aws::ecr::encryption_with_a_key_of_awss;
            "imageScanOnPush", "ImageScanningConfiguration" => better "without_scan_on_push", "scanned unless that is not wanted; AWS CDK scans none", proof = crate::aws::ecr::it_scans_and_keeps_tags_where_they_are;
            "imageTagMutability", "ImageTagMutability" => better "tag_mutability", "tags stay where they are unless they are to move", proof = crate::aws::ecr::it_scans_and_keeps_tags_where_they_are;
            "imageTagMutabilityExclusionFilters, KMS_DSSE", "ImageTagMutabilityExclusionFilters" => no "`edit` writes them, and the checker holds mode and filters against each other";
            "lifecycleRules, addLifecycleRule", "LifecyclePolicy" => better "lifecycle_rule, keep_last", "in the order that ECR asks for, and mistakes with their line (ECR101 to ECR103)", proof = crate::aws::ecr::lifecycle_rules_in_order_and_the_one_for_all_last;
            "lifecycleRegistryId", "LifecyclePolicy.RegistryId" => no "a registry other than one's own cannot be given rules";
            "repositoryUriForTag, repositoryUriForDigest, ContainerImage.fromEcrRepository", "" => yes "image, image_digest", proof = crate::aws::ecr::images_by_tag_and_by_digest;
            "grantPull, grantPush, grantPullPush", "" => better "pull, push", "whoever runs an image has the right to pull it", proof = crate::aws::ecr::the_right_to_push_includes_the_right_to_pull;
            "addToResourcePolicy, RepositoryPolicyText", "RepositoryPolicyText" => better "scope.grant(Principal::..)", "written once, by what is granted", proof = crate::aws::grants::principals_are_written_to_the_policy_of_what_they_are_granted;
            "fromRepositoryName, fromRepositoryArn, fromRepositoryAttributes", "" => yes "EcrRepository::imported", proof = crate::aws::imported::everything_imported;
            "onEvent, onImageScanCompleted, onCloudTrailImagePushed", "AWS::Events::Rule" => no "a rule of EventBridge names what it waits for; typed resources have it";
            "AuthorizationToken, PublicGalleryAuthorizationToken", "" => no "who pulls has the right with the image";
            "fromLookup", "" => no "a look-up at synthesis makes another template tomorrow";
        }
        "registries", "What AWS has and AWS CDK has no construct for." {
            "AWS::ECR::PullThroughCacheRule", "" => better "PullThroughCache", "a task that names an image through it gets the rights of the first pull", proof = crate::aws::registry::an_image_through_a_cache_brings_the_rights_of_the_first_pull;
            "upstreamRegistry", "UpstreamRegistry, UpstreamRegistryUrl" => better "ecr_public, docker_hub, github, ..", "those that want a login ask for a secret", proof = crate::aws::registry::registries_that_want_a_login_get_a_secret;
            "customRoleArn, upstreamRepositoryPrefix", "CustomRoleArn, UpstreamRepositoryPrefix" => yes "role, upstream_prefix", proof = crate::aws::registry::another_account_is_pulled_from_by_a_role;
            "AWS::ECR::RegistryScanningConfiguration", "" => better "Registry::scan_on_push, scan_continuously", "enhanced scanning where something is scanned continuously, and only then", proof = crate::aws::registry::scanning_on_push_alone_costs_nothing_more;
            "AWS::ECR::ReplicationConfiguration", "" => yes "Registry::replicate_to", proof = crate::aws::registry::all_that_is_said_of_a_registry;
            "AWS::ECR::SigningConfiguration", "" => yes "Registry::sign_with", proof = crate::aws::registry::all_that_is_said_of_a_registry;
            "AWS::ECR::PullTimeUpdateExclusion", "" => yes "Registry::without_pull_times_of", proof = crate::aws::registry::all_that_is_said_of_a_registry;
            "AWS::ECR::RepositoryCreationTemplate", "" => better "CreationTemplate", "it takes a repository's builder; the role that tags and keys need is made, with rights to the prefix and the key", proof = crate::aws::registry::repositories_that_are_made_by_themselves_are_as_a_template_says;
            "AWS::ECR::RegistryPolicy", "" => better "Registry::replicated_from, allow", "the other half of replication between accounts is one line", proof = crate::aws::registry::a_registry_lets_another_account_copy_images_here;
            "AWS::ECR::PublicRepository", "" => no "what everybody may pull is published elsewhere than where it runs; the typed resource has it";
        }
        "synthesizers", "`DefaultStackSynthesizer`, `CliCredentialsStackSynthesizer`." {
            "CliCredentialsStackSynthesizer", "" => better "Bootstrap::new", "what an app has that says nothing; one without assets needs no bootstrap", proof = crate::aws::assets::an_image_of_a_directory_is_built_for_its_task_and_may_be_pulled;
            "DefaultStackSynthesizer", "" => yes "Bootstrap::roles", proof = crate::aws::assets::where_assets_go_is_what_is_said_last;
            "qualifier", "" => yes "qualifier", proof = crate::aws::assets::where_assets_go_is_what_is_said_last;
            "generateBootstrapVersionRule", "Rules" => no "the command line asks for the version; the rule is a parameter more, and hides changes of other rules from `cdk diff`";
        }
    },
};

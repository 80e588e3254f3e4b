# SPDX-License-Identifier: Apache-2.0
# Run by Redmine's own `rails runner`: its default data, and one public project with the issues that stand as JSON on standard input.
require 'json'

Redmine::DefaultData::Loader.load('en')
project = Project.create!(:name => 'Plan', :identifier => 'plan', :is_public => true, :tracker_ids => Tracker.pluck(:id), :enabled_module_names => ['issue_tracking'])
JSON.parse($stdin.read).each do |row|
  Issue.create!(:project => project, :tracker => Tracker.first, :status => IssueStatus.first, :priority => IssuePriority.first,
                :author => User.where(:admin => true).first, :subject => row['text'][0, 255], :description => row['detail'])
end

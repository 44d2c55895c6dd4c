/** The place where apps are built: its own frame, without the rail; loaded by those who build. */
import { Route, Routes } from 'react-router';
import { useMay } from '../desk/session';
import { ClosedState } from '../ui/States/States';
import { AppSettings } from './app_settings/AppSettings';
import { DocumentPage } from './DocumentPage';
import { DocumentsPage } from './documents/DocumentsPage';
import { AppPreview } from './preview/AppPreview';
import { FromSpreadsheet } from './spreadsheet/FromSpreadsheet';

export default function Builder() {
  const may = useMay();
  if (!may('apps.build')) return <ClosedState heading />;
  return (
    <Routes>
      <Route path="new/spreadsheet" element={<FromSpreadsheet />} />
      <Route path=":app" element={<DocumentsPage />} />
      <Route path=":app/settings" element={<AppSettings />} />
      <Route path=":app/preview" element={<AppPreview />} />
      <Route path=":app/:kind/:key" element={<DocumentPage />} />
      <Route path="*" element={<ClosedState heading />} />
    </Routes>
  );
}
